"""Tables of trainings in the admin. Rows change by acts on their own pages; here they are looked at, found, compared.

Only venues and lecturers, which nobody answers for, are kept here too. Personal data of people in lists (numbers of
identity cards, phones, ethnic groups) never stands on these pages.
"""

from trainings.admin.courses import CourseAdmin, TrainingClassAdmin
from trainings.admin.keeping import LecturerAdmin, VenueAdmin
from trainings.admin.papers import CertificateAdmin, CertificateSeriesAdmin, ClassPaperAdmin, FeedbackTallyAdmin
from trainings.admin.registration import (
    CampaignAdmin,
    EnrolmentAdmin,
    ReminderAdmin,
    RosterListAdmin,
    SeatRuleAdmin,
    SeatTransferAdmin,
    ShareAdmin,
    UploadAdmin,
)

__all__ = [
    "CampaignAdmin",
    "CertificateAdmin",
    "CertificateSeriesAdmin",
    "ClassPaperAdmin",
    "CourseAdmin",
    "EnrolmentAdmin",
    "FeedbackTallyAdmin",
    "LecturerAdmin",
    "ReminderAdmin",
    "RosterListAdmin",
    "SeatRuleAdmin",
    "SeatTransferAdmin",
    "ShareAdmin",
    "TrainingClassAdmin",
    "UploadAdmin",
    "VenueAdmin",
]
