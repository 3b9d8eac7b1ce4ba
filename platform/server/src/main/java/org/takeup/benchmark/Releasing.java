package org.takeup.benchmark;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.Actor;
import org.takeup.benchmark.Past.Witness;
import org.takeup.survey.WaveResults;
import org.takeup.tenant.Workspace;

/**
 * Makes the releases of a period, once, on whichever node begins. One that dies is taken over; nothing that it drew was
 * ever seen, since a release is shown only when it is whole and in the ledger. Thread-safe.
 */
final class Releasing {
    private static final Logger LOG = LoggerFactory.getLogger(Releasing.class);

    private final Shares shares;
    private final Supplier<List<Workspace>> workspaces;
    private final ReleaseStore store;
    private final SpendingLedger ledger;
    private final Noise noise;
    private final Clock clock;

    Releasing(
            Shares shares,
            Supplier<List<Workspace>> workspaces,
            ReleaseStore store,
            SpendingLedger ledger,
            Noise noise,
            Clock clock) {
        this.shares = shares;
        this.workspaces = workspaces;
        this.store = store;
        this.ledger = ledger;
        this.noise = noise;
        this.clock = clock;
    }

    /** One organisation's share with what goes with it. */
    private record Given(Workspace workspace, Profile profile, OptInStore.Share share) {
        String id() {
            return workspace.tenant().id();
        }
    }

    /** If the period's release is due and nobody has made it. */
    void runIfDue(Actor actor) {
        Instant now = clock.instant();
        noteRest(actor);
        if (Period.of(now).isDue(now) && !store.isMade(Period.of(now).text())) {
            run(actor);
        }
    }

    /** Makes the releases of this period. @return false if they are made, or being made */
    boolean run(Actor actor) {
        Instant now = clock.instant();
        String period = Period.of(now).text();
        Optional<String> token = store.begin(period, now);
        token.ifPresent(mine -> {
            run(period, mine, now);
            noteRest(actor);
            store.end(period, mine);
        });
        return token.isPresent();
    }

    /** What is kept and not in the ledger yet is noted there, and only then shown. */
    private void noteRest(Actor actor) {
        for (ReleaseStore.Kept kept : store.notNoted()) {
            ledger.note(kept, actor);
            store.show(kept.release().id());
        }
    }

    private void run(String period, String token, Instant now) {
        List<Workspace> all = workspaces.get();
        Map<String, List<Given>> byInstrument = new TreeMap<>();
        for (Workspace workspace : all) {
            given(workspace, now)
                    .forEach(each -> byInstrument
                            .computeIfAbsent(each.share().key().text(), any -> new ArrayList<>())
                            .add(each));
        }
        byInstrument.forEach((instrument, given) -> {
            if (!store.goesOn(period, token, clock.instant())) {
                throw new IllegalStateException("The release of " + period + " was taken over by another node");
            }
            if (!store.has(Release.id(instrument, period))) {
                make(instrument, period, token, given, all, now);
            }
        });
    }

    /** What a workspace gives now, which is noted in its own data. */
    private List<Given> given(Workspace workspace, Instant now) {
        var own = new OptInStore(workspace);
        TakingPart part = own.read();
        List<Given> given = part.instruments().stream()
                .flatMap(plugin -> shares.newest(workspace, plugin, now).stream())
                .flatMap((WaveResults results) -> Shares.share(results).stream())
                .map(share -> new Given(workspace, part.profile().orElseThrow(), share))
                .toList();
        given.forEach(each -> own.putShare(each.share()));
        own.dropSharesBut(given.stream().map(each -> each.share().key().text()).toList());
        return given;
    }

    private void make(
            String instrument, String period, String token, List<Given> given, List<Workspace> all, Instant now) {
        String id = Release.id(instrument, period);
        List<Given> alike = alike(given);
        List<Contribution> contributions =
                alike.stream().map(each -> contribution(each, period, id)).toList();
        ReleaseMaker.Made made = ReleaseMaker.make(
                instrument, period, Period.day(now).toString(), contributions, past(instrument, all), noise);
        for (Given each : alike) {
            Set<Cell> cells = Set.copyOf(each.profile().cells().values());
            boolean spent = made.spent().contains(each.id());
            new OptInStore(each.workspace())
                    .note(token, new Witness.Counted(id, each.share().wave(), cells), period, spent);
        }
        boolean added = store.add(made.release(), token);
        LOG.info("Benchmark of {} for {}: {}", instrument, period, added ? "made" : "was there");
    }

    /** The scales of a version are the same everywhere; an organisation whose differ measures something else. */
    private static List<Given> alike(List<Given> given) {
        Map<List<String>, List<Given>> byScales = given.stream()
                .collect(Collectors.groupingBy(each -> each.share().sums().stream()
                        .map(Contribution.Sum::scale)
                        .toList()));
        return byScales.values().stream()
                .max(Comparator.comparingInt((List<Given> same) -> same.size())
                        .thenComparing(same -> same.getFirst().share().sums().toString()))
                .orElse(List.of());
    }

    private static Contribution contribution(Given given, String period, String release) {
        long spent = new OptInStore(given.workspace()).spent(period, release) * Budget.ORGANISATION_EPSILON;
        return new Contribution(
                given.id(),
                given.share().wave(),
                given.profile(),
                given.share().n(),
                given.share().sums(),
                spent + Budget.ORGANISATION_EPSILON <= Budget.ORGANISATION_EPSILON_A_PERIOD);
    }

    private Past past(String instrument, List<Workspace> all) {
        List<ReleaseStore.Kept> kept = store.of(instrument, Budget.LOOKS_BACK);
        Map<String, String> tokens =
                kept.stream().collect(Collectors.toMap(each -> each.release().id(), ReleaseStore.Kept::token));
        return kept.isEmpty()
                ? Past.none()
                : new Past(
                        kept.stream().map(ReleaseStore.Kept::release).toList(),
                        all.stream()
                                .map(each -> new OptInStore(each).witness(tokens))
                                .toList());
    }
}
