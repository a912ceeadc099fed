"""Courses, classes, seats, registration, people in classes, and what is left of a class."""

from trainings.models.classes import ClassLecturer, ClassSession, SessionPart, TrainingClass
from trainings.models.courses import PERIODS_PER_SESSION, Course, Lecturer, Module, Venue
from trainings.models.enrolments import Attendance, Enrolment, Upload
from trainings.models.registration import Campaign, Reminder, RosterList
from trainings.models.results import Certificate, CertificateSeries, ClassPaper, ClassTally, FeedbackTally
from trainings.models.seats import SeatRule, SeatTransfer, Share

__all__ = [
    "PERIODS_PER_SESSION",
    "Attendance",
    "Campaign",
    "Certificate",
    "CertificateSeries",
    "ClassLecturer",
    "ClassPaper",
    "ClassSession",
    "ClassTally",
    "Course",
    "Enrolment",
    "FeedbackTally",
    "Lecturer",
    "Module",
    "Reminder",
    "RosterList",
    "SeatRule",
    "SeatTransfer",
    "SessionPart",
    "Share",
    "TrainingClass",
    "Upload",
    "Venue",
]
