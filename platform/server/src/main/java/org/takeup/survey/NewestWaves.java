package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.questionnaire.Use;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Finds waves for whoever goes by the newest results: by what they ask, with what and what for, the newest first. Never pilots.
 * Thread-safe; calls block.
 */
final class NewestWaves {
    private final TenantCollection waves;

    NewestWaves(Workspace workspace) {
        this.waves = workspace.collection(WaveStore.WAVES);
    }

    /** Those that show results. Not such as show nothing because of another wave: those before them say more. */
    private static Bson counted() {
        return and(eq("state", Wave.State.SEPARATED.name()), eq("fieldwork.pilot", false), ShownStore.showing());
    }

    private List<Wave> newest(Bson filter, int most) {
        return waves.find(filter)
                .sort(Sorts.descending("opened"))
                .limit(most)
                .map(WaveDocument::read)
                .into(new ArrayList<>());
    }

    /** The one that shows results, whatever it asks. */
    Optional<Wave> ofAll() {
        return newest(counted(), 1).stream().findFirst();
    }

    /** Those that show results and ask this. @param item id of the question */
    List<Wave> asking(String item, int most) {
        return newest(and(eq("asks", item), counted()), most);
    }

    /** Those with this instrument that show results. @param before only those opened before this moment */
    List<Wave> with(String instrument, Instant before, int most) {
        return newest(and(eq("instrument.id", instrument), counted(), lt("opened", Date.from(before))), most);
    }

    /** Those that show results which are used for this. */
    List<Wave> countedFor(Use use, int most) {
        return newest(and(eq("instrument.uses", use.word()), counted()), most);
    }

    /** Those in these states whose results are used for this, or will be. */
    List<Wave> usedFor(Use use, Collection<Wave.State> states, int most) {
        List<String> names = states.stream().map(Wave.State::name).toList();
        return newest(and(eq("instrument.uses", use.word()), in("state", names), eq("fieldwork.pilot", false)), most);
    }

    /** The one with an instrument of this plugin that shows results and ended after this moment. */
    Optional<Wave> ofPlugin(String plugin, Instant ended) {
        return newest(and(eq("instrument.plugin", plugin), counted(), gt("closed", Date.from(ended))), 1).stream()
                .findFirst();
    }

    /** Ids of the one of each instrument that shows results. One query, however many there are. */
    List<String> ofEachInstrument(int most) {
        var newest = new ArrayList<String>();
        waves.aggregate(List.of(
                        Aggregates.match(counted()),
                        // Both the same way round, as the index has them.
                        Aggregates.sort(Sorts.descending("instrument.id", "opened")),
                        Aggregates.group(
                                "$instrument.id",
                                Accumulators.first("wave", "$_id"),
                                Accumulators.first("opened", "$opened")),
                        Aggregates.sort(Sorts.descending("opened")),
                        Aggregates.limit(most)))
                .forEach(each -> newest.add(TenantCollection.id(new Document("_id", each.getString("wave")))));
        return newest;
    }
}
