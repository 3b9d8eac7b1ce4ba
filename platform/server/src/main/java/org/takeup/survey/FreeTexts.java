package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Projections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plugin.api.survey.Item;
import org.takeup.survey.words.Theme;
import org.takeup.survey.words.ThemeTally;
import org.takeup.tenant.Workspace;

/**
 * What many people wrote about in a separated wave: suggestions, counted and not understood. No text is in them that fewer
 * than {@value #ENOUGH} people wrote, and no name of anybody in the directory. Counted when somebody first looks, and kept in
 * memory only: when a person is erased, so is what rests on their words, with the next start. Thread-safe.
 */
final class FreeTexts {
    /** Smallest group for words. */
    static final int ENOUGH = 10;

    private static final int MOST_THEMES = 15;
    private static final int MOST = 100;
    private static final int BATCH = 500;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private final Waves waves;
    private final People people;
    private final ConcurrentHashMap<Key, Map<String, List<Theme>>> counted = new ConcurrentHashMap<>();

    FreeTexts(Waves waves, People people) {
        this.waves = waves;
        this.people = people;
    }

    private record Key(String tenant, String wave) {}

    /** The free-text items of a wave, in order. */
    static List<Item.FreeText> items(Waves.Known known) {
        return known.snapshot()
                .questionnaire()
                .items()
                .filter(Item.FreeText.class::isInstance)
                .map(Item.FreeText.class::cast)
                .toList();
    }

    /**
     * The wave, once its answers can be counted.
     *
     * @throws org.takeup.http.Problem not found
     * @throws PilotOnly if it is a pilot
     * @throws ResultsNotYet unless it is separated
     */
    Waves.Known separated(Workspace workspace, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        if (known.wave().fieldwork().pilot()) {
            throw new PilotOnly();
        }
        if (known.wave().state() != Wave.State.SEPARATED) {
            throw new ResultsNotYet(known.wave().state());
        }
        return known;
    }

    /** What of a separated wave may be shown beside others. */
    FewApart.Shown shown(Workspace workspace, Wave wave) {
        return new ShownStore(workspace).of(wave.id());
    }

    /** How many people must have used what is shown. */
    static int enough(Wave wave) {
        return Math.max(ENOUGH, wave.privacy().smallestGroup());
    }

    /** Themes by item. Blocks while they are counted for the first time. @param known a separated wave */
    Map<String, List<Theme>> themes(Workspace workspace, Waves.Known known) {
        var key = new Key(workspace.tenant().id(), known.wave().id());
        Map<String, List<Theme>> kept = counted.get(key);
        if (kept != null) {
            return kept;
        }
        Map<String, List<Theme>> fresh = count(workspace, known);
        if (counted.size() >= MOST) {
            counted.clear();
        }
        counted.put(key, fresh);
        return fresh;
    }

    private Map<String, List<Theme>> count(Workspace workspace, Waves.Known known) {
        List<String> items = items(known).stream().map(Item::id).toList();
        var tallies = new LinkedHashMap<String, ThemeTally>();
        if (!items.isEmpty() && new ShownStore(workspace).of(known.wave().id()) != FewApart.Shown.NOTHING) {
            Set<String> names = names(workspace);
            String otherwise = workspace.settings().language().getLanguage();
            for (String item : items) {
                var tally = new ThemeTally(names, enough(known.wave()));
                each(workspace, known.wave(), item, otherwise, tally::words);
                each(workspace, known.wave(), item, otherwise, tally::pairs);
                tallies.put(item, tally);
            }
        }
        var themes = new LinkedHashMap<String, List<Theme>>();
        tallies.forEach((item, tally) -> themes.put(item, tally.themes(MOST_THEMES)));
        return themes;
    }

    /** Each text of an item with its language. Anonymous ballots do not say it; theirs is guessed. */
    private static void each(
            Workspace workspace, Wave wave, String item, String otherwise, BiConsumer<String, String> reader) {
        workspace
                .collection(BallotStore.BALLOTS)
                .find(and(eq("wave", wave.id()), eq("separated", true)))
                .projection(Projections.include("language", "answers." + item))
                .batchSize(BATCH)
                .forEach(stored -> {
                    if (stored.get("answers", new Document()).get(item) instanceof String text) {
                        String language = Optional.ofNullable(stored.getString("language"))
                                .orElseGet(() -> ThemeTally.language(text, otherwise));
                        reader.accept(language, text);
                    }
                });
    }

    private Set<String> names(Workspace workspace) {
        var names = new HashSet<String>();
        try (Stream<Person> all = people.members(workspace, Segment.everybody())) {
            all.flatMap(person -> NO_LETTERS.splitAsStream(person.name().toLowerCase(Locale.ROOT)))
                    .filter(word -> word.length() > 1)
                    .forEach(names::add);
        }
        return names;
    }
}
