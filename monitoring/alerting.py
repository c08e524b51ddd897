"""Alerts: a rule that is broken begins one, its end ends it, and each of both is told once by each channel."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.privacy import kind_and_place
from monitoring import telling
from monitoring.models import Alert
from monitoring.rules import ENDS_AT, RULES, measured, thresholds

if TYPE_CHECKING:
    from monitoring.readings import Readings
    from monitoring.rules import Measured, Rule

logger = logging.getLogger(__name__)

TRIED_FOR = timedelta(days=1)
"""For which the end of an alert is still told, if a channel did not take it."""


def check(readings: Readings) -> None:
    """Begin and end alerts by what was read, then tell what has not been told."""
    seen, limits = measured(readings), thresholds()
    opened = {alert.rule: alert for alert in Alert.objects.filter(ended=None)}
    for rule in RULES:
        _settle(rule, seen, limits[rule.name], opened.get(rule.name))
    tell()


def _settle(rule: Rule, seen: Measured, threshold: float | None, alert: Alert | None) -> None:
    value = None if threshold is None else rule.measure(seen)
    if alert is None:
        if value is not None and threshold is not None and value > threshold:
            sentence = rule.sentence.format(value=rule.shown(value))
            Alert.objects.get_or_create(rule=rule.name, ended=None, defaults={"sentence": sentence})
            logger.warning("an alert begins: %s", rule.name)
    elif threshold is None or (value is not None and value <= threshold * ENDS_AT):
        Alert.objects.filter(pk=alert.pk, ended=None).update(ended=timezone.now())
        logger.warning("an alert ends: %s", rule.name)


def tell() -> None:
    """Tell by each channel what it has not told: beginnings, and ends of what it has told the beginning of."""
    channels = telling.channels()
    recent = Alert.objects.filter(ended=None) | Alert.objects.filter(ended__gte=timezone.now() - TRIED_FOR)
    for pk in list(recent.order_by("started").values_list("pk", flat=True)):
        for name in channels:
            with transaction.atomic():  # held while it is told, so that two that look at once do not both tell it
                alert = Alert.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
                if alert is not None:
                    _tell(alert, name)


def _tell(alert: Alert, channel: str) -> None:
    if alert.ended is None and channel not in alert.told_start:
        told, is_end = alert.told_start, False
    elif alert.ended is not None and channel in alert.told_start and channel not in alert.told_end:
        told, is_end = alert.told_end, True
    else:
        return
    try:
        telling.send(channel, alert, is_end=is_end)
    except Exception as error:  # a mail server or a webhook; it is tried again a minute later  # noqa: BLE001
        logger.warning("an alert could not be told by %s: %s", channel, kind_and_place(error))
        return
    told.append(channel)
    alert.save(update_fields=["told_start", "told_end"])
