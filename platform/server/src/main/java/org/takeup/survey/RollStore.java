package org.takeup.survey;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Who was invited to a wave, and on which day. Holds nothing that leads to a ballot. Thread-safe; calls block. */
final class RollStore {
    static final CollectionSpec ROLL = CollectionSpec.named("survey_roll").index("wave");

    private static final int BATCH = 500;

    private final TenantCollection roll;
    private final String wave;

    RollStore(Workspace workspace, String wave) {
        this.roll = workspace.collection(ROLL);
        this.wave = wave;
    }

    /** Puts people on the roll, with the day of their invitation. Repeating it changes nothing. */
    void enrol(Collection<String> people, LocalDate day) {
        roll.write(people.stream()
                .<Write>map(person -> new Write.Upsert(
                        rollId(person), combine(setOnInsert("wave", wave), setOnInsert("day", day.toString()))))
                .toList());
    }

    boolean isEnrolled(String person) {
        return roll.find(rollId(person)).isPresent();
    }

    /** On which day those of these people were invited who are on the roll. At most a few thousand at a time. */
    Map<String, LocalDate> enrolled(Collection<String> people) {
        var days = new HashMap<String, LocalDate>();
        if (!people.isEmpty()) {
            roll.findAll(people.stream().map(this::rollId).toList())
                    .forEach(each -> days.put(
                            TenantCollection.id(each).substring(wave.length() + 1),
                            LocalDate.parse(each.getString("day"))));
        }
        return days;
    }

    private String rollId(String person) {
        return wave + ":" + person;
    }

    /** Everybody on the roll, read from the store in batches while they are asked for. */
    Stream<String> all() {
        return roll.inPages(eq("wave", wave), BATCH)
                .map(each -> TenantCollection.id(each).substring(wave.length() + 1));
    }

    /** Throws the roll away. */
    void clear() {
        roll.deleteAll(eq("wave", wave));
    }
}
