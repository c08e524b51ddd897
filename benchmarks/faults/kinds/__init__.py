"""The faults, each with how it strikes and ends."""

from benchmarks.faults.kinds import databases, processes, services, storage, time_and_delivery
from benchmarks.faults.kinds.fault import Fault, Scene

_ALL: tuple[type[Fault], ...] = (
    processes.KillWorker,
    processes.FreezeWorker,
    processes.KillIdleWorker,
    processes.FreezeIdleWorker,
    processes.KillSweeper,
    processes.FreezeSweeper,
    processes.KillSupervisor,
    processes.FreezeSupervisor,
    processes.KillWeb,
    processes.FreezeWeb,
    databases.DatabaseRestart,
    databases.DatabaseCrash,
    databases.SessionsEnded,
    databases.DatabaseSlow,
    databases.DatabaseSilent,
    databases.DatabaseFull,
    storage.MediaFull,
    services.ServiceDown,
    services.ServiceSlow,
    services.ServiceCut,
    services.ServiceLying,
    time_and_delivery.DuplicateDelivery,
    time_and_delivery.TwoClicks,
    storage.S3Gone,
    storage.S3Slow,
    storage.RedisGone,
    time_and_delivery.ClockForward,
    time_and_delivery.ClockBack,
)
FAULTS: dict[str, type[Fault]] = {fault.name: fault for fault in _ALL}

__all__ = ["FAULTS", "Fault", "Scene"]
