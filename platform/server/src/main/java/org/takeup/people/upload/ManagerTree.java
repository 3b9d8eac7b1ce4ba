package org.takeup.people.upload;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who reports to whom, by the ids of a file. Not thread-safe. */
final class ManagerTree {
    private final Map<String, String> managers = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** Says that there is such a person. A manager who is said later than another one counts. */
    void put(String id, String manager) {
        known.add(id);
        if (manager.isEmpty()) {
            managers.remove(id);
        } else {
            managers.put(id, manager);
        }
    }

    boolean knows(String id) {
        return known.contains(id);
    }

    /** Everybody who reports to themselves, over however many levels. Takes time in proportion to the people. */
    Set<String> inCircles() {
        var done = new HashSet<String>();
        var circles = new HashSet<String>();
        for (String start : managers.keySet()) {
            var path = new HashSet<String>();
            @Nullable String at = start;
            while (at != null && !done.contains(at) && path.add(at)) {
                at = managers.get(at);
            }
            // Stopped at somebody of this very path: from them on, it goes round.
            if (at != null && path.contains(at)) {
                for (String each = at; circles.add(each); ) {
                    each = requireNonNull(managers.get(each));
                }
            }
            done.addAll(path);
        }
        return circles;
    }
}
