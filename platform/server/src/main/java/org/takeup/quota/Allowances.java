package org.takeup.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.tenant.Quota;
import org.takeup.tenant.Quota.Kind;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Scales;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/** What workspaces use of what they may use. Thread-safe; calls block on the store. */
public final class Allowances {
    private static final String JOB = "measure-usage";
    private static final long MEGABYTE = 1024 * 1024;
    private static final Duration STALE = Duration.ofHours(1);
    private static final Duration NOTICES_KEPT = Duration.ofSeconds(30);

    private final Quotas quotas;
    private final Usage usage;
    private final People people;
    private final TenantJobs jobs;
    private final ConcurrentHashMap<String, Instant> asked = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Notices> notices = new ConcurrentHashMap<>();

    private record Notices(List<String> texts, Instant until) {}

    public Allowances(Quotas quotas, Usage usage, Scales scales, People people, TenantJobs jobs, Events events) {
        this.quotas = quotas;
        this.usage = usage;
        this.people = people;
        this.jobs = jobs;
        jobs.register(JOB, (workspace, ignored) -> {
            // Before it is weighed: what is stored meanwhile need not be in it.
            Instant begun = workspace.clock().instant();
            quotas.measured(workspace.tenant().id(), people.count(workspace), scales.bytes(workspace), begun);
            usage.sweep();
        });
        events.listen((workspace, event) -> {
            if (event.kind() == Event.Kind.LEARNING_SYNCED) {
                measure(workspace);
            }
        });
    }

    private void measure(Workspace workspace) {
        jobs.add(workspace, JOB, new Document());
    }

    /** Has it measured again soon, unless that was done within the hour. */
    private void measureIfStale(Workspace workspace, Quotas.Allowed allowed) {
        Instant since = workspace.clock().instant().minus(STALE);
        String tenant = workspace.tenant().id();
        boolean fresh =
                allowed.measured().filter(last -> last.at().isAfter(since)).isPresent();
        Instant last = asked.get(tenant);
        if (!fresh && (last == null || last.isBefore(since))) {
            asked.put(tenant, workspace.clock().instant());
            measure(workspace);
        }
    }

    /** How each thing stands that can be limited by a sum, in the order of {@link Kind}. */
    public List<Line> lines(Workspace workspace) {
        String tenant = workspace.tenant().id();
        Quotas.Allowed allowed = quotas.of(tenant);
        measureIfStale(workspace, allowed);
        return lines(
                allowed,
                people.count(workspace),
                allowed.measured().map(Quotas.Measured::bytes).orElse(0L),
                usage.today(tenant));
    }

    /** The same from figures that are known. */
    public static List<Line> lines(Quotas.Allowed allowed, long people, long bytes, Usage.Day today) {
        Quota quota = allowed.quota();
        var lines = new ArrayList<Line>();
        lines.add(new Line(Kind.PEOPLE, people, quota.of(Kind.PEOPLE)));
        lines.add(new Line(Kind.MAILS_A_DAY, today.mails(), quota.of(Kind.MAILS_A_DAY)));
        lines.add(new Line(Kind.MEGABYTES, Math.ceilDiv(bytes, MEGABYTE), quota.of(Kind.MEGABYTES)));
        lines.add(new Line(Kind.API_A_DAY, today.api(), quota.of(Kind.API_A_DAY)));
        return lines;
    }

    /** Requests that one caller may make in a minute on a node, if the operator said so of this workspace. */
    public OptionalLong aMinute(Workspace workspace) {
        return quotas.of(workspace.tenant().id()).quota().of(Kind.API_A_MINUTE);
    }

    /** Requests that programs may make in a day, if there is a limit. */
    public OptionalLong aDay(Workspace workspace) {
        return quotas.of(workspace.tenant().id()).quota().of(Kind.API_A_DAY);
    }

    /** Counts a request of a program. @return how many are left today, or -1 if it is one too many */
    public long request(Workspace workspace) {
        return usage.request(workspace.tenant().id(), aDay(workspace));
    }

    /** How long until the quotas of a day are there again. */
    public Duration untilTomorrow() {
        return usage.untilTomorrow();
    }

    /** What was used on the last days, the latest first. */
    List<Usage.Day> days(Workspace workspace, int days) {
        return usage.lately(workspace.tenant().id(), days);
    }

    /** What an admin of the workspace must know, as sentences; up to {@link #NOTICES_KEPT} old. */
    public List<String> notices(Workspace workspace) {
        Instant now = workspace.clock().instant();
        String tenant = workspace.tenant().id();
        Notices known = notices.get(tenant);
        if (known == null || !known.until().isAfter(now)) {
            List<String> texts = lines(workspace).stream()
                    .filter(line -> line.state() != Line.State.FINE)
                    .map(Allowances::notice)
                    .toList();
            known = new Notices(texts, now.plus(NOTICES_KEPT));
            notices.put(tenant, known);
        }
        return known.texts();
    }

    private static String notice(Line line) {
        String figures = String.format(
                Locale.ROOT,
                "%s: %,d of %,d",
                line.kind().words(),
                line.used(),
                line.allowed().orElse(0));
        return line.state() == Line.State.FULL
                ? figures + ". The quota is used up."
                : figures + ". " + line.percent() + " % of the quota are used.";
    }

    /** Refuses to store more once the quota is used up. @param bytes that would come @throws Problem 403 */
    public void refuseBeyondStorage(Workspace workspace, long bytes) {
        Quotas.Allowed allowed = quotas.of(workspace.tenant().id());
        OptionalLong most = allowed.quota().of(Kind.MEGABYTES);
        if (most.isEmpty()) {
            return;
        }
        measureIfStale(workspace, allowed);
        long stored = allowed.measured().map(Quotas.Measured::bytes).orElse(0L);
        if (stored + bytes > most.getAsLong() * MEGABYTE) {
            throw new Problem(
                    403,
                    "storage-quota",
                    "The workspace may store " + String.format(Locale.ROOT, "%,d", most.getAsLong()) + " MB, and has "
                            + String.format(Locale.ROOT, "%,d", Math.ceilDiv(stored, MEGABYTE)) + " MB.",
                    "Nothing was stored. Ask the operator of this platform for more.");
        }
    }
}
