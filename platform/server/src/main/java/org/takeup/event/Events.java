package org.takeup.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.Workspace;

/**
 * Takes events from where they happen to those who want to hear of them, on the thread that tells. Thread-safe.
 *
 * <p>An event is told after what it is about was stored; a node that dies in between tells nobody, unless a job repeats
 * the work. So events are hints to look, and the API has the truth.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Who wants to hear. */
    @FunctionalInterface
    public interface Listener {
        void heard(Workspace workspace, Event event);
    }

    /** Adds a listener, while wiring. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Tells everybody. A listener's trouble is logged: what has happened has happened. */
    public void tell(Workspace workspace, Event event) {
        for (Listener listener : listeners) {
            try {
                listener.heard(workspace, event);
            } catch (RuntimeException e) {
                LOG.warn("Nobody outside hears of an event of the kind {}", event.kind(), e);
            }
        }
    }

    /** Tells everybody of people, in as many events as it takes. */
    public void tellOfPeople(Workspace workspace, Event.Kind kind, List<String> people) {
        for (int from = 0; from < people.size(); from += Event.MOST_PEOPLE) {
            int to = Math.min(from + Event.MOST_PEOPLE, people.size());
            tell(workspace, Event.of(kind, people.subList(from, to)));
        }
    }
}
