Feature: A facilitator runs a circle with one hand

  Background:
    Given a circle with this rundown
      | Phase   | Minutes | End     | Note                | Music   | Look  |
      | Arrival | 15      | offer   | Tea is ready.       |         | dusk  |
      | Peak    | 40      | hold    | Nobody speaks.      | peak    | ember |
      | Breath  | 1       | advance |                     | silence |       |
      | Return  | 20      | hold    | Lights up by a tenth| back    | dawn  |

  Scenario: The circle opens where it should
    When I run "open"
    Then the phase is "Arrival" with 15:00 left
    And the light goes to "dusk"
    And it is silent

  Scenario: GO enters the next phase, and its music comes
    When I run "open"
    And 10 minutes pass
    And I run "go"
    Then the phase is "Peak" with 40:00 left
    And "peak" is heard

  Scenario: Overtime is calm, and the plan stays as it was
    When I run "open"
    And 17 minutes pass
    Then the phase is "Arrival" and 2:00 over
    And the circle ends 2 minutes late
    And "Arrival" is still planned for 15 minutes

  Scenario: Holding stops the clock of the phase, not that of the circle
    When I run "open"
    And 5 minutes pass
    And I run "hold someone needs a moment"
    And 3 minutes pass
    And I run "resume"
    Then the phase is "Arrival" with 10:00 left
    And the circle ends 3 minutes late

  Scenario: Time is given and taken
    When I run "open"
    And I run "extend 2:00"
    And I run "take 30"
    Then the phase is "Arrival" with 16:30 left

  Scenario: A phase that advances does so by itself, and staying takes it back
    When I run "open"
    And I run "jump 3"
    And 1 minute passes
    Then the phase is "Return" with 20:00 left
    When I run "stay"
    Then the phase is "Breath" and 0:00 over
    And the circle is held

  Scenario: The laptop sleeps over an advance: it is offered, not made
    When I run "open"
    And I run "jump 3"
    And the laptop sleeps for 30 minutes
    Then the phase is "Breath" and 29:00 over
    And an advance is offered

  Scenario: Undo takes the last show command back, and the music returns slowly
    When I run "open"
    And I run "go"
    And 2 minutes pass
    And I run "next"
    Then it is silent
    When I run "undo"
    Then the phase is "Peak" with 38:00 left
    And "peak" is heard
    And it came back over at least 10 seconds

  Scenario: A silence has an end, and the music returns by itself
    When I run "open"
    And I run "go"
    And 1 minute passes
    And I run "silence 30"
    Then it is silent
    When 31 seconds pass
    Then "peak" is heard

  Scenario: Fade all, slowly, and at once when asked again
    When I run "open"
    And I run "go"
    And 1 minute passes
    And I run "fade-all"
    Then the sound fades over 8 seconds
    When 3 seconds pass
    And I run "fade-all"
    Then the sound fades over 0.5 seconds

  Scenario: An emergency lies over everything and takes nothing away
    When I run "open"
    And I run "go"
    And I run "emergency"
    Then the room is hushed
    And the light goes to "ember"
    When I run "whole-room"
    Then the light goes to "working"
    When I run "stand-down"
    Then the light goes to "ember"
    And the room is not hushed
    And "peak" is heard

  Scenario: What makes no sense is refused with words, and nothing changes
    When I run "open"
    And I run "back"
    Then I am told "This is the first phase."
    When I run "resume"
    Then I am told "The circle is not held."
    When I run "jump 9"
    Then I am told "phases 1 to 4"
    When I run "volume 95"
    Then I am told "0 to 80 %"
    And the phase is "Arrival" with 15:00 left

  Scenario: A phase is put in, another left out
    When I run "open"
    And I run "insert Breathing 5"
    And I run "go"
    Then the phase is "Breathing" with 5:00 left
    When I run "skip"
    And I run "go"
    Then the phase is "Breath" with 1:00 left

  Scenario: The laptop dies, and a minute later nobody remembers it
    When I run "open"
    And I run "go"
    And I run "timer 1 10:00 vitals"
    And 4 minutes pass
    And the power goes for 42 seconds
    Then the phase is "Peak" with 35:18 left
    And the laptop was away for 0:42
    And timer 1 reads 5:18
    And "peak" is heard from 4:42 on
    And the room rises from silence

  Scenario: The time away may be left out
    When I run "open"
    And I run "go"
    And 4 minutes pass
    And the power goes for 42 seconds
    And I leave the time away out
    Then the phase is "Peak" with 36:00 left

  Scenario: Closing ends it, and the actuals sum to the session
    When I run "open"
    And 10 minutes pass
    And I run "go"
    And 30 minutes pass
    And I run "back"
    And 5 minutes pass
    And I run "close"
    Then the circle is closed after 45:00
    And the phases together took 45:00
    And it is silent

  Scenario: The desk changes hands, and the rules with it
    When Mara chooses a PIN
    And I run "open"
    And Cora takes the desk by passphrase
    And I run "go"
    Then I am told "Go: this is for the co-therapist or facilitator."
    And the phase is "Arrival" with 15:00 left
    When Mara takes the desk by PIN
    And I run "go"
    And Cora takes the desk by PIN
    And I run "note the room is calm"
    Then the phase is "Peak" with 40:00 left
    And Mara wrote that the phase began, and Cora the note
    When Mara takes the desk by PIN
    And I run "close"
    Then Cora takes the desk by passphrase only
