"""Bugs that are planted in what stands around the rules: desk, store, engine, views and pages."""

STAGE, DESK, MIXER = "desk/stage.py", "desk/desk.py", "engine/mixer.py"
BRIDGE = "ui/bridge.py"

AROUND: dict[str, tuple[str, str, str, str]] = {
    "undo is a hard cut": (
        STAGE,
        "max(heard.fade, least)",
        "heard.fade",
        "desk/test_conductor.py::test_a_crash_loses_nothing_and_the_room_rises_slowly",
    ),
    "light may jump": (
        STAGE,
        "max(Millis(by - now), TOUCH)",
        "Millis(by - now)",
        "desk/test_stage.py::test_how_long_a_look_takes",
    ),
    "a coordinator reads what is clinical": (
        "views/readiness.py",
        "return role in CLINICAL",
        "return role is not None",
        "views/test_readiness.py::test_a_coordinator_sees_yes_or_no_and_whom_to_ask_and_nothing_clinical",
    ),
    "a document is named and not kept": (
        "store/log.py",
        "            for blob in batch.blobs:",
        "            for blob in ():",
        "store/test_blobs.py::test_a_document_is_read_as_it_was_attached",
    ),
    "an emergency waits for whom it is read": (
        "desk/remembered.py",
        "self._known[person] = at_hand(",
        "_ = at_hand(",
        "safety/test_s12_emergency.py::test_s12_the_card_has_what_a_caller_is_asked_for",
    ),
    "near light is for anybody's mat": (
        "desk/stage.py",
        "if near[1] in lamp.mats",
        "if lamp.mats",
        "safety/test_s12_emergency.py::test_s12_light_near_a_mat_is_there_within_three_seconds_and_the_others_stay",
    ),
    "a hush waits for the disk": (
        DESK,
        "Millis(0) if urgent else PATIENCE",
        "PATIENCE",
        "desk/test_desk.py::test_what_is_urgent_does_not_wait_for_the_disk_at_all",
    ),
    "a withdrawn record is written": (
        DESK,
        "if record and saving.withdraw():",
        "if record:",
        "desk/test_desk.py::test_a_record_that_is_not_saved_is_taken_back",
    ),
    "a checkpoint is off by one": (
        "desk/stream.py",
        "if count % EVERY == 0:",
        "if count % EVERY == 1:",
        "desk/test_stream.py::test_an_undo_from_any_checkpoint",
    ),
    "what is gone stays in its table": (
        "desk/stream.py",
        "touched if part in old for r",
        "touched if part in old and part in new for r",
        "desk/test_stream.py::test_rows_come_and_go",
    ),
    "a correction is lost on a full disk": (
        "desk/conductor.py",
        "isinstance(command, RECORDS)",
        "isinstance(command, c.Note)",
        "desk/test_conductor.py::test_a_correction_that_is_not_saved_stays_in_the_form_like_any_record",
    ),
    "what comes after an undo is not folded": (
        "desk/stream.py",
        "unfold = unfold or late",
        "unfold = late",
        "desk/test_stream.py::test_what_comes_with_an_undo_and_after_it_is_folded_too",
    ),
    "the clock jumps": (
        "desk/clock.py",
        "+= max(0, floor - self.now())",
        "= max(self._start, floor)",
        "desk/test_clock.py::test_it_is_raised_to_what_is_found_later",
    ),
    "true is a number": (
        "store/codec.py",
        "value.__class__ is not int:",
        "not isinstance(value, int):",
        "store/test_codec.py::test_what_is_no_number_is_not_read_as_one",
    ),
    "what went into another file is believed to be saved": (
        "store/writer.py",
        "write.maybe = True\n                self._check_place()",
        "write.maybe = True",
        "store/test_writer.py::test_a_write_that_got_through_before_the_error_is_not_written_twice",
    ),
    "weeks end with the year": (
        "store/rotation.py",
        "tuple(day.isocalendar()[:2])",
        "(day.year, day.isocalendar()[1])",
        "store/test_backup.py::test_which_backups_are_kept",
    ),
    "the louder of two makes room": (
        MIXER,
        "sorted(self._sides, key=lambda s: s.ramp.level)",
        "self._sides",
        "engine/test_mixer.py::test_where_a_third_piece_is_wished_the_quieter_of_two_makes_room",
    ),
    "the tone goes on when the curtain is down": (
        MIXER,
        "np.broadcast_to(master * curtain, (n,))",
        "np.broadcast_to(master, (n,))",
        "engine/test_mixer.py::test_the_curtain_takes_the_tone_with_it",
    ),
    "padding is damage": (
        "engine/reader.py",
        "_SLACK = 0.1",
        "_SLACK = 0.0",
        "engine/test_reader.py::test_a_header_may_promise_a_little_more_than_there_is",
    ),
    "a late cue has the wrong hour": (
        "views/timeline.py",
        "clock = exact(entry.happened",
        "clock = exact(entry.at",
        "views/test_timeline.py::test_a_cue_made_late_and_a_note_written_later_say_so",
    ),
    "half a minute late is in time": (
        "views/clockface.py",
        "shown >= 30_000",
        "shown > 30_000",
        "views/test_clockface.py::test_headline",
    ),
    "the second sleep hides the first": (
        BRIDGE,
        "Millis(self.away + gap)",
        "Millis(gap)",
        "ui/test_bridge.py::test_sleep_and_sleep_again_before_an_answer_are_asked_about_together",
    ),
    "covered, a value is on the seat": (
        "views/seats.py",
        "_covered(view, x, now) if covered else _shown(",
        "_shown(view, x, s, now) if covered else _shown(",
        "views/test_seats.py::test_covered_there_are_mats_and_shapes_and_nothing_else",
    ),
    "a refused answer takes the question away": (
        BRIDGE,
        "self.away = away\n",
        "pass\n",
        "ui/test_bridge.py::test_an_answer_that_is_refused_leaves_the_question",
    ),
}
