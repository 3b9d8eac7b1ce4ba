package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.life.ArchiveRefused;
import org.takeup.tenant.life.Arrivals;
import org.takeup.tenant.life.TransportKey;

/** Restores archives of workspaces, for the operator. */
public final class ArchiveRoutes {
    static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;
    private static final Body.Upload ARCHIVE = new Body.Upload(MOST_BYTES, Set.of(".zip"));
    private static final int LONGEST = 200;

    private final Arrivals arrivals;

    public ArchiveRoutes(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    public Room room() {
        return new Room(
                List.of(Route.api(
                                "operator-archive-restore",
                                HttpMethod.POST,
                                "/archives",
                                Access.operator(),
                                this::restore)
                        .in(Route.Realm.OPERATOR)
                        .accepting(ARCHIVE)),
                List.of());
    }

    private Reply restore(Exchange exchange) {
        Form form = exchange.form();
        TransportKey key = key(form);
        Arrivals.Wanted wanted = wanted(form);
        var arrived = refusing(() -> arrivals.restore(exchange.upload().file(), key, wanted));
        note(exchange, wanted);
        return Reply.json(201, arrived);
    }

    /** Says in the operators' trail as what an archive comes. */
    static void note(Exchange exchange, Arrivals.Wanted wanted) {
        exchange.changes("slug", null, wanted.slug());
        exchange.changes("domain", null, wanted.domain());
        exchange.changes("placement", null, wanted.placement());
    }

    static TransportKey key(Form form) {
        return TransportKey.parse(form.required("key", LONGEST))
                .orElseThrow(() -> Problem.invalid(
                        "key",
                        "The key has 64 digits from 0 to 9 and a to f; it was shown when the archive was asked for."));
    }

    static Arrivals.Wanted wanted(Form form) {
        return new Arrivals.Wanted(
                form.required("slug", LONGEST),
                form.required("domain", LONGEST),
                form.one("placement", Tenant.Placement.class));
    }

    /** What works with an archive. */
    interface Work<T> {
        T run() throws ArchiveRefused, IOException;
    }

    /** Does it, or says what is wrong with the archive or in whose way it is. */
    static <T> T refusing(Work<T> work) {
        try {
            return work.run();
        } catch (ArchiveRefused e) {
            throw new Problem(
                    422, "archive-refused", "The archive was not restored. " + e.getMessage(), "Nothing was stored.");
        } catch (Tenants.Conflict e) {
            throw new Problem(409, "tenant-conflict", e.getMessage() + ".", "Nothing was stored.");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was just uploaded", e);
        }
    }
}
