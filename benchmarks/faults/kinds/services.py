"""What befalls the service that is paid for: down, slow, cut off in the middle, answering what is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmarks.faults.kinds.fault import Fault, Scene
from providers.tests.wire import (
    WELL,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    slow,
    strange_fields,
    wrong_content_type,
)

if TYPE_CHECKING:
    from providers.tests.wire import Trouble


class _OfService(Fault):
    needs_service = True
    troubles: ClassVar[tuple[Trouble, ...]]

    def begin(self, scene: Scene) -> None:
        """Strike before or after the step is begun."""
        if scene.chance.random() < 0.5:
            self.strike(scene)
        scene.step.begin()

    def end(self, scene: Scene) -> None:
        """All is well again."""
        scene.site.wire.always(WELL)


class ServiceDown(_OfService):
    """The service fails every call, or takes none at all."""

    name, seconds = "service-down", 4.0
    troubles = (fails("server_error"), fails("unavailable"), fails("overloaded"), rate_limited(retry_after=1))

    def strike(self, scene: Scene) -> None:
        """Fail every call in one way."""
        scene.site.wire.always(scene.chance.choice(self.troubles))


class ServiceSlow(_OfService):
    """Every answer takes seconds."""

    name, seconds = "service-slow", 8.0

    def strike(self, scene: Scene) -> None:
        """Let answers come late."""
        scene.site.wire.always(slow(scene.chance.uniform(2, 4)))


class _OfSomeCalls(_OfService):
    lets_pay_again = True

    def strike(self, scene: Scene) -> None:
        """Let one or two calls come to grief, and what comes after go well."""
        for _ in range(scene.chance.randint(1, 2)):
            scene.site.wire.plan(scene.chance.choice(self.troubles))


class ServiceCut(_OfSomeCalls):
    """The line is cut before an answer, or in the middle of it."""

    name, seconds = "service-cut", 1.0
    troubles = (cut_before(), cut_in_body())


class ServiceLying(_OfSomeCalls):
    """The service answers with success what is none: no JSON, another JSON, no picture, a page of somebody else's."""

    name, seconds = "service-lying", 1.0
    troubles = (
        answers("I am afraid I cannot say."),
        answers('{"scenes": 3, "people": "nobody"}'),
        answers('{"pages": []}'),
        answers("{}"),
        wrong_content_type(),
        strange_fields(),
    )
