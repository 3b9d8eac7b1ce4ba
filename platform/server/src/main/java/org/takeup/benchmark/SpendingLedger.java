package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.audit.Entry;
import org.takeup.audit.Ledger;
import org.takeup.audit.Search;
import org.takeup.http.Change;

/** What each release has given away, in a chain that is only ever appended to; and whether it is what the releases say. */
final class SpendingLedger {
    private static final String ACTION = "benchmark.released";
    private static final int PAGE = 500;

    private final AuditTrail trail;
    private final Ledger ledger;

    SpendingLedger(AuditTrail trail, Ledger ledger) {
        this.trail = trail;
        this.ledger = ledger;
    }

    /** Notes a release, if that was not done yet. */
    void note(ReleaseStore.Kept kept, Actor actor) {
        if (!entries().containsKey(kept.release().id())) {
            trail.note(ledger, new Deed(ACTION, kept.release().id(), actor, "", "", changes(kept)));
        }
    }

    private static List<Change> changes(ReleaseStore.Kept kept) {
        Release release = kept.release();
        return List.of(
                change("mechanism", "discrete Laplace on each sum; exponential mechanism on each cut"),
                change("sensitivity", Budget.RESPONDENT_SENSITIVITY),
                change("numbers", release.numbers()),
                change("noise", release.noise()),
                change("respondentEpsilon", respondentEpsilon(release)),
                change("cuts", release.hasNewCuts() ? release.cuts().size() : 0),
                change("organisationEpsilon", organisationEpsilon(release)),
                change("digest", kept.digest()));
    }

    private static Change change(String field, Object value) {
        return new Change(field, null, String.valueOf(value));
    }

    static double respondentEpsilon(Release release) {
        return release.numbers() == 0
                ? 0
                : (double) release.numbers() * Budget.RESPONDENT_SENSITIVITY / release.noise();
    }

    static int organisationEpsilon(Release release) {
        return release.hasNewCuts() ? Budget.ORGANISATION_EPSILON : 0;
    }

    /** By release. One that was noted twice, because a node died in between, has both. */
    private Map<String, List<Entry>> entries() {
        var entries = new HashMap<String, List<Entry>>();
        Optional<Long> before = Optional.empty();
        do {
            AuditTrail.Part part = trail.find(ledger, Search.all(), before, PAGE);
            part.entries()
                    .forEach(entry -> entries.computeIfAbsent(entry.target(), any -> new ArrayList<>())
                            .add(entry));
            before = part.next();
        } while (before.isPresent());
        return entries;
    }

    /**
     * Checks the chain, and computes from the releases themselves what must stand in it.
     *
     * @param pending releases that are about to be noted and shown
     */
    Verdict verify(List<ReleaseStore.Kept> kept, List<ReleaseStore.Kept> pending) {
        AuditTrail.Verdict chain = trail.verify(ledger);
        Map<String, List<Entry>> entries = entries();
        pending.forEach(each -> entries.remove(each.release().id()));
        Optional<String> fault = chain.fault().or(() -> fault(kept, entries));
        return new Verdict(chain.entries(), fault, years(kept));
    }

    private static Optional<String> fault(List<ReleaseStore.Kept> kept, Map<String, List<Entry>> entries) {
        Set<String> unseen = new HashSet<>(entries.keySet());
        for (ReleaseStore.Kept each : kept) {
            String id = each.release().id();
            unseen.remove(id);
            List<Entry> noted = entries.getOrDefault(id, List.of());
            if (noted.isEmpty()) {
                return Optional.of("Release " + id + " is not in the ledger.");
            }
            if (noted.stream().anyMatch(entry -> !entry.changes().equals(changes(each)))) {
                return Optional.of("Release " + id + " is not the one that the ledger tells of.");
            }
            Optional<String> wrong = fault(each.release());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return unseen.stream().sorted().findFirst().map(id -> "Release " + id + " of the ledger is not there.");
    }

    /** Whether the noise pays for the numbers that are new. */
    private static Optional<String> fault(Release release) {
        long dimensions = release.cells().stream()
                .filter(cell -> cell.state() == Release.State.NEW)
                .map(cell -> cell.cell().dimension())
                .distinct()
                .count();
        boolean fits = dimensions * release.scales().size() == release.numbers()
                && release.noise() == Budget.scale(release.numbers())
                && respondentEpsilon(release) <= Budget.RESPONDENT_EPSILON;
        return fits
                ? Optional.empty()
                : Optional.of("Release " + release.id() + " shows more than its noise pays for.");
    }

    private static List<Verdict.Year> years(List<ReleaseStore.Kept> kept) {
        Map<String, List<Release>> byYear = kept.stream()
                .map(ReleaseStore.Kept::release)
                .collect(Collectors.groupingBy(
                        each -> Period.of(each.period()).year() + each.instrument(),
                        TreeMap::new,
                        Collectors.toList()));
        return byYear.values().stream()
                .map(same -> new Verdict.Year(
                        Period.of(same.getFirst().period()).year(),
                        same.getFirst().instrument(),
                        same.size(),
                        same.stream()
                                .mapToDouble(SpendingLedger::respondentEpsilon)
                                .sum(),
                        same.stream()
                                .mapToInt(SpendingLedger::organisationEpsilon)
                                .sum()))
                .sorted(Comparator.comparingInt(Verdict.Year::year).reversed().thenComparing(Verdict.Year::instrument))
                .toList();
    }
}
