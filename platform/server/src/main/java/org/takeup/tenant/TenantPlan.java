package org.takeup.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.tenant.TenantConfig.Problem;
import org.takeup.tenant.TenantFiles.Accepted;

/**
 * What carrying out a set of files would do, worked out without doing it: who changes how, in an order in which each
 * finds free what another gives up, and which files do not fit. Immutable.
 */
public final class TenantPlan {
    private final List<Step> steps;
    private final List<Problem> problems;

    private TenantPlan(List<Step> steps, List<Problem> problems) {
        this.steps = List.copyOf(steps);
        this.problems = List.copyOf(problems);
    }

    /** One tenant's change. @param revision that the tenant has now, 0 if there is none */
    record Step(String file, long revision, TenantDefinition wanted, Difference difference) {}

    /** @param now the tenants that there are @param files that are right in themselves, one for each slug */
    static TenantPlan of(List<Tenant> now, List<Accepted> files, List<Problem> problems) {
        var bySlug = new HashMap<String, Tenant>();
        now.forEach(tenant -> bySlug.put(tenant.slug(), tenant));
        var owners = new HashMap<Claim, String>();
        now.forEach(tenant -> Stream.concat(claims(tenant.declared()), claims(tenant.current()))
                .forEach(claim -> owners.put(claim, tenant.slug())));
        var found = new ArrayList<>(problems);
        var waiting = new ArrayList<Accepted>();
        for (Accepted file : files) {
            Optional<Tenant> tenant = Optional.ofNullable(bySlug.get(file.slug()));
            if (tenant.filter(each -> each.placement() != file.tenant().placement())
                    .isPresent()) {
                found.add(file.problem(
                        message(Tenants.Conflict.placed(tenant.orElseThrow().placement()))));
            } else if (!Difference.between(tenant, file.tenant()).isEmpty()) {
                waiting.add(file);
            }
        }
        var steps = new ArrayList<Step>();
        while (waiting.removeIf(file -> fits(file, bySlug, owners, steps))) {
            // Each one that fits may have given up what another waits for.
        }
        waiting.forEach(file -> found.add(file.problem(message(taken(file.tenant(), owners)
                .or(() -> taken(becomes(file.tenant(), bySlug), owners))
                .orElseThrow(() -> new IllegalStateException("What fits does not wait"))))));
        return new TenantPlan(steps, found);
    }

    private static boolean fits(
            Accepted file, Map<String, Tenant> bySlug, Map<Claim, String> owners, List<Step> steps) {
        TenantDefinition wanted = file.tenant();
        Optional<Tenant> tenant = Optional.ofNullable(bySlug.get(wanted.slug()));
        TenantDefinition becomes = becomes(wanted, bySlug);
        if (taken(wanted, owners).or(() -> taken(becomes, owners)).isPresent()) {
            return false;
        }
        owners.values().removeIf(wanted.slug()::equals);
        Stream.concat(claims(wanted), claims(becomes)).forEach(claim -> owners.put(claim, wanted.slug()));
        steps.add(new Step(
                file.file(), tenant.map(Tenant::revision).orElse(0L), wanted, Difference.between(tenant, wanted)));
        return true;
    }

    /** What counts once the file is carried out: its settings, with what the tenant's pages say. */
    private static TenantDefinition becomes(TenantDefinition wanted, Map<String, Tenant> bySlug) {
        Tenant now = bySlug.get(wanted.slug());
        return now == null ? wanted : PageSetting.overlay(wanted, now.page());
    }

    private static Optional<Tenants.Conflict> taken(TenantDefinition wanted, Map<Claim, String> owners) {
        return claims(wanted)
                .filter(claim -> !owners.getOrDefault(claim, wanted.slug()).equals(wanted.slug()))
                .findFirst()
                .map(claim -> Tenants.Conflict.taken(claim.what(), claim.value()));
    }

    /** What only one tenant may have. */
    private record Claim(String what, String value) {}

    private static Stream<Claim> claims(TenantDefinition definition) {
        var settings = definition.settings();
        var signIn = settings.signIn();
        return Stream.of(
                        settings.hosts().stream().map(host -> new Claim("host", host)),
                        signIn.domains().stream().map(domain -> new Claim("mail domain", domain)),
                        Stream.of(
                                new Claim("Keycloak organisation", signIn.organization()),
                                new Claim("identity provider", signIn.identityProvider())))
                .flatMap(each -> each);
    }

    private static String message(Tenants.Conflict conflict) {
        return String.valueOf(conflict.getMessage());
    }

    List<Step> steps() {
        return steps;
    }

    /** What changes, in the order in which it is carried out. Tenants that stay as they are are not among them. */
    public List<Difference> differences() {
        return steps.stream().map(Step::difference).toList();
    }

    /** Files of which nothing is carried out. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Names this plan: the same for the same steps from the same state, and another one as soon as a file or one of the
     * tenants has changed.
     */
    public String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (Step step : steps) {
                String text =
                        step.revision() + " " + TenantForm.write(step.wanted()).encode() + "\n";
                sha256.update(text.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
