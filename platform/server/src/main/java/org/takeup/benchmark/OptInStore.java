package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.benchmark.Contribution.Sum;
import org.takeup.benchmark.Past.Witness;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What a workspace says about itself, what it gives and in which releases it was: all in its own data, so that it goes with it. */
final class OptInStore {
    private static final CollectionSpec OPT_INS = CollectionSpec.named("benchmark_opt_ins");
    private static final CollectionSpec SHARES = CollectionSpec.named("benchmark_shares");
    private static final CollectionSpec COUNTED = CollectionSpec.named("benchmark_counted");

    static final List<CollectionSpec> COLLECTIONS = List.of(OPT_INS, SHARES, COUNTED);

    private static final String ONE = "one";

    private final String tenant;
    private final TenantCollection optIns;
    private final TenantCollection shares;
    private final TenantCollection counted;

    OptInStore(Workspace workspace) {
        this.tenant = workspace.tenant().id();
        this.optIns = workspace.collection(OPT_INS);
        this.shares = workspace.collection(SHARES);
        this.counted = workspace.collection(COUNTED);
    }

    TakingPart read() {
        return optIns.find(ONE)
                .map(found -> new TakingPart(
                        Optional.of(new Profile(
                                Profile.Sector.valueOf(found.getString("sector")),
                                Profile.Size.valueOf(found.getString("size")),
                                Profile.Region.valueOf(found.getString("region")))),
                        found.getList("instruments", String.class)))
                .orElse(TakingPart.NOT);
    }

    void put(Profile profile, List<String> instruments) {
        optIns.put(
                ONE,
                new Document("sector", profile.sector().name())
                        .append("size", profile.size().name())
                        .append("region", profile.region().name())
                        .append("instruments", instruments));
    }

    /** Keeps what is given of an instrument's version, in place of what was given before. */
    void putShare(Share share) {
        shares.put(
                share.key().text(),
                new Document("wave", share.wave())
                        .append("n", share.n())
                        .append(
                                "scales",
                                share.sums().stream()
                                        .map(sum -> new Document("id", sum.scale())
                                                .append("n", sum.n())
                                                .append("sum", sum.sum()))
                                        .toList()));
    }

    /** What is given no more is not kept either. @param kept keys of what is given */
    void dropSharesBut(List<String> kept) {
        List<String> stored = shares.all().map(TenantCollection::id).into(new ArrayList<>());
        stored.stream().filter(id -> !kept.contains(id)).forEach(shares::delete);
    }

    /** The shares as they are kept: number of respondents by instrument. */
    Map<String, Long> shares() {
        return shares.all().into(new ArrayList<>()).stream()
                .collect(Collectors.toMap(TenantCollection::id, found -> found.getLong("n")));
    }

    /** Notes that the workspace has given to a release. @param token of the run, so that what another run noted does not count */
    void note(String token, Witness.Counted in, String period, boolean spent) {
        counted.put(
                in.release() + "|" + token,
                new Document("release", in.release())
                        .append("token", token)
                        .append("wave", in.wave())
                        .append("period", period)
                        .append("spent", spent)
                        .append(
                                "cells",
                                in.cells().stream().map(Cell::key).sorted().toList()));
    }

    /** What it was in, as the runs noted it that made these releases. @param tokens by release */
    Witness witness(Map<String, String> tokens) {
        return new Witness(
                tenant,
                counted.all().into(new ArrayList<>()).stream()
                        .filter(each -> each.getString("token").equals(tokens.get(each.getString("release"))))
                        .map(each -> new Witness.Counted(
                                each.getString("release"),
                                each.getString("wave"),
                                each.getList("cells", String.class).stream()
                                        .map(Cell::of)
                                        .collect(Collectors.toSet())))
                        .toList());
    }

    /** How many releases of the period, but for this one, have spent of the organisation's budget. */
    long spent(String period, String but) {
        return counted.all().into(new ArrayList<>()).stream()
                .filter(each -> each.getBoolean("spent"))
                .filter(each -> each.getString("period").equals(period))
                .map(each -> each.getString("release"))
                .filter(release -> !release.equals(but))
                .distinct()
                .count();
    }

    /** One organisation's newest survey of an instrument, as sums. @param n people with a score on every scale, at most */
    record Share(Key key, String wave, long n, List<Sum> sums) {
        Share {
            sums = List.copyOf(sums);
        }
    }
}
