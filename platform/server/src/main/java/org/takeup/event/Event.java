package org.takeup.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened, as programs outside may hear of it: its kind and ids, never a name, an address or an answer.
 *
 * @param once what makes it the same event when it is told again, or nothing if each telling is another event
 * @param ids what it happened to, by the name that the API calls it
 * @param people ids of people, at most {@value #MOST_PEOPLE}; empty unless it happened to people
 */
public record Event(Kind kind, Optional<String> once, Map<String, String> ids, List<String> people) {
    /** How many people one event names, so that it stays small. */
    public static final int MOST_PEOPLE = 400;

    public Event {
        ids = Map.copyOf(ids);
        people = List.copyOf(people);
        if (people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("An event names at most " + MOST_PEOPLE + " people");
        }
    }

    /** What can happen. The name is what programs see, and never changes. */
    public enum Kind {
        SURVEY_OPENED("survey.opened", "A survey was opened"),
        SURVEY_CLOSED("survey.closed", "A survey was closed"),
        SURVEY_RESULTS("survey.results_ready", "The results of a survey are ready"),
        PLAN_APPROVED("plan.approved", "A plan was approved"),
        PERSON_JOINED("person.joined", "People came into the directory"),
        PERSON_LEFT("person.left", "People left the directory"),
        LEARNING_SYNCED("learning.sync_finished", "An import of learning data has ended"),
        AUDIT_EXPORTED("audit.exported", "Somebody exported the audit trail"),
        PING("webhook.ping", "A trial that an admin asked for");

        private final String type;
        private final String words;

        Kind(String type, String words) {
            this.type = type;
            this.words = words;
        }

        /** The name that programs see. */
        public String type() {
            return type;
        }

        /** The same for people. */
        public String words() {
            return words;
        }
    }

    /** What can happen to a thing only once; told again, it is the same event. */
    public static Event once(Kind kind, String name, String id) {
        return new Event(kind, Optional.of(id), Map.of(name, id), List.of());
    }

    /** What can happen again and again. */
    public static Event of(Kind kind, Map<String, String> ids) {
        return new Event(kind, Optional.empty(), ids, List.of());
    }

    /** What happened to people. */
    public static Event of(Kind kind, List<String> people) {
        return new Event(kind, Optional.empty(), Map.of(), people);
    }
}
