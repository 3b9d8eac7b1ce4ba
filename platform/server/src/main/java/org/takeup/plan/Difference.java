package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;

/** What a change of a stakeholder changed, in sentences for the map's history. Of their stand, only that it did. */
final class Difference {
    private Difference() {}

    static List<String> between(Stakeholder before, Stakeholder after) {
        var said = new ArrayList<String>();
        String name = after.name();
        if (!before.name().equals(name)) {
            said.add("Calls " + before.name() + " " + name + " now.");
        }
        if (before.power() != after.power() || before.interest() != after.interest()) {
            said.add(
                    "Moved " + name + " from " + Stakeholders.place(before) + " to " + Stakeholders.place(after) + ".");
        }
        if (before.kind() != after.kind()) {
            said.add("Says that " + name + " is now: " + Words.of(after.kind()) + ". Before: " + Words.of(before.kind())
                    + ".");
        }
        if (before.size() != after.size()) {
            said.add("Counts " + after.size() + " people behind " + name + "; before " + before.size() + ".");
        }
        if (before.attitude() != after.attitude()) {
            said.add("Changed where " + name + " stands.");
        }
        if (!before.note().equals(after.note())) {
            said.add("Changed the note on " + name + ".");
        }
        if (!before.vocabulary().equals(after.vocabulary())) {
            said.add("Changed the words that " + name + " use.");
        }
        if (!before.reach().equals(after.reach())) {
            said.add("Changed how " + name + " is reached.");
        }
        return said;
    }
}
