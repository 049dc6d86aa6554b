"""Bugs that are planted in what a hand does to the music: the file, what is right there, what is wrong, the tests."""

DECK, HEARD, LOOPING = "engine/deck.py", "core/heard.py", "core/looping.py"
PLAYING = {
    "a pass begins a frame late": (
        DECK,
        "frames(begin) - seam, seam, ends)",
        "frames(begin) - seam + 1, seam, ends)",
        "engine/test_section.py::test_passes_follow_to_the_frame",
    ),
    "a section is left one pass late": (
        DECK,
        "or self._passes == loop.passes:",
        "or self._passes - 1 == loop.passes:",
        "engine/test_section.py::test_left_at_the_end_of_the_pass_it_plays_on_to_the_frame",
    ),
    "what was open joins in all the same": (
        DECK,
        "if turn is not None and same and replace(turn, index=was.index) == was:",
        "if turn is not None:",
        "engine/test_section.py::test_the_next_track_is_changed_without_a_trace_in_what_sounds",
    ),
    "a lone track that is cut breaks off": (
        "core/playlist.py",
        "if len(tracks) == 1 and not tracks[0].cut:",
        "if len(tracks) == 1:",
        "core/test_playlist.py::test_alone_a_track_that_is_cut_crosses_into_itself",
    ),
    "what somebody here avoids is not marked before GO": (
        "views/rundown.py",
        "if track.id in plays), avoids)",
        "if track.id in plays), ())",
        "views/test_rundown.py::test_what_somebody_here_avoids_is_named_under_the_music_that_go_brings",
    ),
    "looks of one room wipe those of another": (
        "desk/looks.py",
        "levels={**levels, **design.levels}",
        "levels=design.levels",
        "desk/test_rooms.py::test_looks_come_from_another_room_by_role_and_what_they_are_there_stays",
    ),
    "a lone track never ends": (
        DECK,
        "leader.end_with_lap()",
        "pass",
        "engine/test_section.py::test_a_track_that_looped_alone_ends_with_its_lap_where_another_follows_now",
    ),
    "a resampler begins with silence": (
        "engine/reader.py",
        "_RUN_UP = 0.05",
        "_RUN_UP = 0.0",
        "engine/test_section.py::test_a_track_is_heard_from_cue_point_to_cue_point",
    ),
    "a loop goes back before its cue point": (
        "engine/reader.py",
        "self._at = self._seek(self._begin)",
        "self._at = self._seek(0)",
        "engine/test_section.py::test_a_single_track_loops_between_its_cue_points_to_the_frame",
    ),
    "many nudges dip": (
        "engine/mixer.py",
        "if least.ramp.goal == 1 and most.ramp.goal == 0:",
        "if False:",
        "engine/test_hands_heard.py::test_many_nudges_one_after_the_other_never_rise_faster_than_the_guard_lets_them",
    ),
    "a pass that has ended may still be the last": (
        LOOPING,
        "self._begun(self.left + self.seam + NOTICE)",
        "self._begun(self.left)",
        "core/test_looping.py::test_where_it_is",
    ),
    "a nudge past the end stays": (
        HEARD,
        "min(max(to, 0), alone_until(heard.playlist, lead.place.index))",
        "min(max(to, 0), lead.track.lasts - 1)",
        "core/test_heard.py::test_another_place",
    ),
    "out of quiet music into loud takes no longer": (
        HEARD,
        "max(SHIFT, slowly, ",
        "max(SHIFT, ",
        "engine/test_hands_heard.py::test_a_nudge_out_of_quiet_music_into_loud_rises_as_slowly_as_the_guard_would",
    ),
    "another track next moves what sounds": (
        HEARD,
        "since=Instant(at - lead.position), loop=carried)",
        "since=heard.since, loop=carried)",
        "core/test_heard.py::test_another_track_next_and_what_stood_there_goes_to_the_end",
    ),
    "a nudge leads out of the section": (
        "core/session/playing.py",
        "if kept is None or _going(s):\n        return",
        "if True:\n        return",
        "core/session/test_playing.py::test_a_nudge_never_leads_out_of_a_section",
    ),
    "back leaves the section": (
        "core/session/decide.py",
        "left = () if continues else leaves_loop(s, facts.now)",
        "left = leaves_loop(s, facts.now)",
        "core/session/test_playing.py::test_what_is_no_go_leaves_the_section_alone",
    ),
    "a section alone is not told": (
        "desk/stage.py",
        "Millis(0) if heard.playlist.tracks else heard.fade, heard.loop",
        "Millis(0) if heard.playlist.tracks else heard.fade, None",
        "desk/test_playing.py::test_only_what_changed_is_told_and_undo_is_slow",
    ),
    "covered, a click moves the music": (
        "ui/panels/music.py",
        "if self._covered or self._view.part is None",
        "if self._view.part is None",
        "ui/test_circle_playing.py::test_while_names_are_covered_a_touch_moves_nothing",
    ),
}
