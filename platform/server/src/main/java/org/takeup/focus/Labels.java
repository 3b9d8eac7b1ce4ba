package org.takeup.focus;

import java.util.Map;

/** The fields of the forms of a focus group, as people read them. */
public final class Labels {
    private Labels() {}

    /** By name. */
    public static final Map<String, String> OF = Map.ofEntries(
            Map.entry("topic", "Topic"),
            Map.entry("wave", "It follows from this survey"),
            Map.entry("segment", "Drawn at random from"),
            Map.entry("seats", "Seats"),
            Map.entry("quotas", "A unit and its seats"),
            Map.entry("people", "Mail addresses"),
            Map.entry("seed", "Seed of the draw"),
            Map.entry("begins", "Day and time"),
            Map.entry("day", "Day"),
            Map.entry("time", "Time"),
            Map.entry("minutes", "Minutes"),
            Map.entry("zone", "Time zone"),
            Map.entry("place", "Where"),
            Map.entry("moderator", "Moderator's mail address"),
            Map.entry("language", "Language"),
            Map.entry("many", "How many to invite"),
            Map.entry("beyond", "How many to ask beyond each quota"),
            Map.entry("answerDays", "Days to answer"),
            Map.entry("keepDays", "Days after the talk"));
}
