package org.takeup.survey;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.http.RateLimit;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.tenant.Workspace;

/**
 * The directory as somebody sees it who answers a survey: people of the same workspace, by the beginning of a name or by a whole
 * address, a few at a time and not too often, so that it cannot be copied out. Thread-safe.
 */
final class Directory {
    /** How many people a search shows. */
    static final int SHOWN = 10;

    private static final int LEAST_CHARACTERS = 2;
    private static final int MOST_CHARACTERS = 100;
    private static final int SEARCHES = 20;

    private final People people;
    private final RateLimit<Searcher> searches = new RateLimit<>(SEARCHES, Duration.ofMinutes(1), System::nanoTime);

    Directory(People people) {
        this.people = people;
    }

    private record Searcher(String tenant, String ballot) {}

    /** Somebody who was found. @param unit to tell people of one name apart; may be empty */
    record Found(String id, String name, String unit) {}

    /**
     * Active people whose name begins with this, or whose address it is.
     *
     * @param ballot of whoever searches
     * @return at most {@link #SHOWN}; empty if too little was written
     * @throws Problem 429 if they search too often
     */
    List<Found> search(Workspace workspace, String ballot, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() < LEAST_CHARACTERS || wanted.length() > MOST_CHARACTERS) {
            return List.of();
        }
        RateLimit.Verdict verdict =
                searches.take(new Searcher(workspace.tenant().id(), ballot));
        if (!verdict.allowed()) {
            throw new Problem(
                    429,
                    "too-many-requests",
                    "You have searched for people very often.",
                    "Wait " + verdict.seconds() + " seconds. What you have saved is kept.");
        }
        return people.named(workspace, wanted, SHOWN).stream()
                .map(person ->
                        new Found(person.id(), person.name(), person.unit().orElse("")))
                .toList();
    }

    /** The names of these people, by id; whoever is not here any more is left out. */
    Map<String, String> names(Workspace workspace, Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : people.names(workspace, ids);
    }

    /** Says of each answer that names somebody who is not in the directory. */
    List<Problem.Field> unknown(Workspace workspace, List<Item> items, Map<String, Answer> answers, LocalWords words) {
        Map<String, Answer.Persons> picked = new TreeMap<>();
        items.forEach(item -> {
            if (answers.get(item.id()) instanceof Answer.Persons persons) {
                picked.put(item.id(), persons);
            }
        });
        Set<String> known = picked.isEmpty()
                ? Set.of()
                : names(
                                workspace,
                                picked.values().stream()
                                        .flatMap(each -> each.ids().stream())
                                        .collect(Collectors.toSet()))
                        .keySet();
        return picked.entrySet().stream()
                .filter(each -> !known.containsAll(each.getValue().ids()))
                .map(each -> new Problem.Field(each.getKey(), words.say("unknown-person")))
                .toList();
    }
}
