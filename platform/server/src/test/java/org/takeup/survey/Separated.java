package org.takeup.survey;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Waves of the small questionnaire that are over, for tests of what is made from results. */
public final class Separated {
    /** The instrument's plugin, which is not installed. */
    public static final String PLUGIN = "no-such-plugin";

    private Separated() {}

    /** A wave whose respondents have given these ratings, 1 to 5, to its one scale. @return its id */
    public static String wave(Workspace workspace, List<Integer> ratings) {
        Wave wave = Samples.wave(workspace);
        TenantCollection ballots = workspace.collection(BallotStore.BALLOTS);
        for (int rating : ratings) {
            String id = UUID.randomUUID().toString().replace("-", "");
            ballots.put(
                    id,
                    new Document("wave", wave.id())
                            .append("unit", "")
                            .append("order", id.substring(0, 16))
                            .append("separated", true)
                            .append("touched", true)
                            .append("finished", true)
                            .append("answers", new Document("mood", rating).append("time", rating))
                            .append("hour", Date.from(wave.opened()))
                            .append("language", "en"));
        }
        var store = new WaveStore(workspace);
        store.close(wave.id(), wave.opened());
        store.beginSeparating(wave.id(), Participation.none());
        store.separated(wave.id());
        return wave.id();
    }
}
