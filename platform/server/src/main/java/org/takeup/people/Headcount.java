package org.takeup.people;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** Sees to it that a directory does not grow beyond its quota, and tells who came and went. Thread-safe. */
final class Headcount {
    private final Events events;
    private final Function<Workspace, OptionalLong> most;

    /** @param most active people of a workspace, if there is a limit */
    Headcount(Events events, Function<Workspace, OptionalLong> most) {
        this.events = events;
        this.most = most;
    }

    /** Watches a workspace's directory. @param left is told of those who are not active any more */
    PersonBatch.Watch watch(Workspace workspace, LongSupplier count, Consumer<List<String>> left) {
        return new PersonBatch.Watch() {
            @Override
            public void before(List<String> joining) {
                refuse(workspace, joining.size(), count);
            }

            @Override
            public void after(List<String> joined, List<String> leavers) {
                left.accept(leavers);
                events.tellOfPeople(workspace, Event.Kind.PERSON_JOINED, joined);
                events.tellOfPeople(workspace, Event.Kind.PERSON_LEFT, leavers);
            }
        };
    }

    /** @throws Problem 403 if so many more would be too many */
    void refuse(Workspace workspace, long more, LongSupplier count) {
        if (more == 0) {
            return;
        }
        OptionalLong limit = most.apply(workspace);
        if (limit.isPresent() && count.getAsLong() + more > limit.getAsLong()) {
            throw new Problem(
                    403,
                    "people-quota",
                    "The workspace may have " + String.format(Locale.ROOT, "%,d", limit.getAsLong()) + " people.",
                    "Nobody was added. Ask the operator of this platform for more, or take people away who have left.");
        }
    }
}
