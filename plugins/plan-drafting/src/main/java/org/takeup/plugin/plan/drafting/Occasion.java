package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a plan is made for, as the planner answered. */
public interface Occasion {
    /** What the messages are filled with. */
    Map<String, Object> places();

    /** What is taken for granted, one sentence each. */
    List<String> assumptions();

    /** When a play is wanted, not before the first day on which something can be said; nothing if there is no such day. */
    Optional<LocalDate> day(Play play);
}
