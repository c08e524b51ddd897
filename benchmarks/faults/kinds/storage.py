"""What befalls files and caches: a full disk, S3 that is gone or slow, Redis that is gone."""

from __future__ import annotations

from benchmarks.faults.kinds.fault import Fault, Scene, calls_at_risk


class MediaFull(Fault):
    """The disk of the files takes no more."""

    name, seconds, needs_disks = "media-full", 3.0, True
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Fill it."""
        scene.under_way = calls_at_risk(scene)
        scene.site.disks["media"].fill()


class S3Gone(Fault):
    """S3 cannot be reached."""

    name, profile, seconds = "s3-gone", "s3", 3.0
    lets_pay_again = may_leave_files = True

    def strike(self, scene: Scene) -> None:
        """Cut the line."""
        scene.under_way = calls_at_risk(scene)
        line = scene.site.s3_line
        assert line is not None
        line.cut()


class S3Slow(Fault):
    """Every answer of S3 takes long."""

    name, profile, seconds = "s3-slow", "s3", 6.0

    def strike(self, scene: Scene) -> None:
        """Slow the line down."""
        line = scene.site.s3_line
        assert line is not None
        line.delay = scene.chance.uniform(0.2, 0.8)


class RedisGone(Fault):
    """Redis, of which cache and channels are made where REDIS_URL is set, is killed and started again empty."""

    name, profile, seconds = "redis-gone", "redis", 3.0

    def strike(self, scene: Scene) -> None:
        """Kill it."""
        assert scene.site.redis is not None
        scene.site.redis.stop()
