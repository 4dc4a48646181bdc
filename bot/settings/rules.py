"""The tables of kansencoach.toml that set the rules of booking and reminding."""

from datetime import time, timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.scheduling.reminders import QuietHours, ReminderRules
from bot.scheduling.slots import BookingRules
from bot.settings.fields import Gap, Minutes, Section, WallTime

Count = Annotated[int, Field(ge=1, le=366)]
Months = Annotated[int, Field(ge=1, le=60)]


class Booking(Section):
    """What can be booked: how soon, how far ahead, how many."""

    notice_hours: float = Field(
        default=2, ge=0, le=24 * 14, description="a number of hours, such as 2"
    )
    horizon_days: Count = Field(default=28, description="a number of days, such as 28")
    buffer_minutes: Gap = Field(default=10, description="a number of minutes, such as 10")
    travel_minutes: Gap = Field(default=30, description="a number of minutes, such as 30")
    step_minutes: Minutes = Field(default=15, description="a number of minutes, such as 15")
    most_coming: Count = Field(default=3, description="a number of appointments, such as 3")
    teach_back: bool = Field(default=True, description="true or false")

    def rules(self) -> BookingRules:
        """Give the same to the scheduling."""
        return BookingRules(
            notice=timedelta(hours=self.notice_hours),
            horizon_days=self.horizon_days,
            buffer=timedelta(minutes=self.buffer_minutes),
            travel=timedelta(minutes=self.travel_minutes),
            step=timedelta(minutes=self.step_minutes),
            most_coming=self.most_coming,
        )


class Reminders(Section):
    """When parents and coaches are reminded, and when coaches get their agenda."""

    days_before: Count = Field(default=3, description="a number of days, such as 3")
    only_if_booked_days_ahead: Count = Field(default=4, description="a number of days, such as 4")
    eve_at: WallTime = Field(default=time(17), description='a time such as "17:00"')
    hours_before: Count = Field(default=2, description="a number of hours, such as 2")
    coach_minutes_before: Count = Field(default=30, description="a number of minutes, such as 30")
    agenda_at: WallTime = Field(default=time(7, 30), description='a time such as "07:30"')

    @model_validator(mode="after")
    def _booked_before(self) -> Self:
        if self.only_if_booked_days_ahead < self.days_before:
            raise ValueError(
                f"only_if_booked_days_ahead = {self.only_if_booked_days_ahead} is less than "
                f"days_before = {self.days_before}; write at least {self.days_before}"
            )
        return self

    def rules(self) -> ReminderRules:
        """Give the same to the scheduling."""
        return ReminderRules(
            days_before=self.days_before,
            only_if_booked_days_ahead=self.only_if_booked_days_ahead,
            eve_at=self.eve_at,
            hours_before=self.hours_before,
            coach_minutes_before=self.coach_minutes_before,
        )


class Privacy(Section):
    """How long what is kept; a shorter period takes effect in the next night."""

    unfinished_hours: Count = Field(default=24, description="a number of hours, such as 24")
    free_text_days: Count = Field(default=30, description="a number of days, such as 30")
    appointment_weeks: Count = Field(default=12, description="a number of weeks, such as 12")
    contact_months: Months = Field(default=12, description="a number of months, such as 12")
    audit_months: Months = Field(default=12, description="a number of months, such as 12")
    backup_days: Count = Field(default=30, description="a number of days, such as 30")


class Messages(Section):
    """How soon parents who ask something hear from the coach."""

    answer_days: Annotated[int, Field(ge=1, le=20)] = Field(
        default=2, description="a number of school days, such as 2"
    )


class Quiet(Section):
    """The hours to send reminders in; the rest of the day is quiet."""

    opens: WallTime = Field(default=time(8), alias="from", description='a time such as "08:00"')
    closes: WallTime = Field(default=time(20), alias="until", description='a time such as "20:00"')

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError(
                f"until = {self.closes:%H:%M} is not after from = {self.opens:%H:%M}; "
                'write for instance from = "08:00", until = "20:00"'
            )
        return self

    def hours(self) -> QuietHours:
        """Give the same to the scheduling."""
        return QuietHours(opens=self.opens, closes=self.closes)
