"""Every kind of record that a circle may hold. A new one is its own module, a row here, and its table."""

from collections.abc import Mapping

from kapcircle.core import (
    alarms,
    attendance,
    checkin,
    dose,
    incident,
    leaving,
    notes,
    observation,
    questions,
    song,
    staffing,
    vitals,
)
from kapcircle.core.record import Kind

Content = (
    vitals.Vitals
    | vitals.VitalsNotTaken
    | alarms.Acknowledged
    | dose.DoseOrdered
    | dose.DoseGiven
    | dose.DoseSigned
    | dose.MedicineGiven
    | checkin.CheckIn
    | observation.Observed
    | observation.TouchAgreed
    | attendance.Attended
    | attendance.Readied
    | attendance.NotToday
    | attendance.SentHome
    | questions.DayQuestions
    | incident.Incident
    | leaving.ReadyToLeave
    | leaving.Discharged
    | leaving.LeftAgainstAdvice
    | leaving.Transferred
    | leaving.LeftUnseen
    | leaving.EscortTrouble
    | staffing.StaffHere
    | staffing.OtherHere
    | staffing.Covering
    | staffing.OnBreak
    | staffing.LeadAway
    | staffing.HandedOver
    | staffing.EquipmentSigned
    | staffing.RoomOverridden
    | staffing.RoundBegan
    | staffing.RoundEnded
    | song.SongAsked
)
"""What `Recorded` may hold; a note has an event of its own."""

KINDS: Mapping[type, Kind] = {
    kind.content: kind
    for kind in (
        notes.NOTE,
        vitals.VITALS,
        vitals.NOT_TAKEN,
        alarms.ACKNOWLEDGED,
        dose.ORDERED,
        dose.GIVEN,
        dose.SIGNED,
        dose.MEDICINE,
        checkin.CHECK_IN,
        observation.OBSERVED,
        observation.TOUCH_AGREED,
        attendance.ATTENDED,
        attendance.READIED,
        attendance.NOT_TODAY,
        attendance.SENT_HOME,
        questions.QUESTIONS,
        incident.INCIDENT,
        leaving.READY_TO_LEAVE,
        leaving.DISCHARGED,
        leaving.AGAINST_ADVICE,
        leaving.TRANSFERRED,
        leaving.UNSEEN,
        leaving.ESCORT,
        staffing.STAFF_HERE,
        staffing.OTHER_HERE,
        staffing.COVERING,
        staffing.ON_BREAK,
        staffing.LEAD_AWAY,
        staffing.HANDED_OVER,
        staffing.EQUIPMENT,
        staffing.ROOM_OVERRIDDEN,
        staffing.ROUND_BEGAN,
        staffing.ROUND_ENDED,
        song.SONG,
    )
}
