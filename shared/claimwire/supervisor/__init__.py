"""All services of one machine under one process."""

from claimwire.supervisor.plan import ServicePlan, installed_services
from claimwire.supervisor.service_process import ServiceProcess
from claimwire.supervisor.supervisor import Supervisor

__all__ = ["ServicePlan", "ServiceProcess", "Supervisor", "installed_services"]
