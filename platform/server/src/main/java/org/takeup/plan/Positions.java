package org.takeup.plan;

import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Where stakeholders stand, apart from all else that is known of them: whom somebody calls disenchanted is for the planners
 * of this workspace, so this is in no archive and in nobody's history. Who has no position here is neutral.
 */
final class Positions {
    static final CollectionSpec POSITIONS = CollectionSpec.named("stakeholder_positions");

    private final TenantCollection positions;

    Positions(Workspace workspace) {
        this.positions = workspace.collection(POSITIONS);
    }

    /** All that differ from neutral, by the stakeholder's id. */
    Map<String, Audience.Attitude> all() {
        var all = new HashMap<String, Audience.Attitude>();
        positions.all().forEach(stored -> all.put(TenantCollection.id(stored), read(stored)));
        return all;
    }

    Audience.Attitude of(String stakeholder) {
        return positions.find(stakeholder).map(Positions::read).orElse(Audience.Attitude.NEUTRAL);
    }

    void put(String stakeholder, Audience.Attitude attitude) {
        if (attitude == Audience.Attitude.NEUTRAL) {
            positions.delete(stakeholder);
        } else {
            positions.put(stakeholder, new Document("attitude", attitude.name()));
        }
    }

    void delete(String stakeholder) {
        positions.delete(stakeholder);
    }

    private static Audience.Attitude read(Document stored) {
        return Audience.Attitude.valueOf(stored.getString("attitude"));
    }
}
