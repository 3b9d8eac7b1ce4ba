package org.takeup.learning;

import static com.mongodb.client.model.Updates.set;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Take-up as it would stand if it had been counted at another time, or by an earlier version. */
public final class CountedOtherwise {
    private CountedOtherwise() {}

    /** It was counted then. */
    public static void at(Workspace workspace, Instant moment) {
        TenantCollection overviews = workspace.collection(TakeUpStore.OVERVIEWS);
        overviews
                .all()
                .map(TenantCollection::id)
                .into(new ArrayList<>())
                .forEach(id -> overviews.update(id, set("counted", Date.from(moment))));
    }

    /** It was counted before four weeks were counted together. */
    public static void weekByWeek(Workspace workspace) {
        TenantCollection cells = workspace.collection(TakeUpStore.TAKE_UP);
        cells.all().map(TenantCollection::id).into(new ArrayList<>()).stream()
                .filter(id -> id.endsWith("|" + RollUp.FOUR_WEEKS))
                .forEach(cells::delete);
    }
}
