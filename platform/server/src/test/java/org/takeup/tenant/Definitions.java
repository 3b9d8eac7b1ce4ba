package org.takeup.tenant;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any definition that a file could hold. */
final class Definitions {
    private Definitions() {}

    static Arbitrary<TenantDefinition> of(String slug) {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars(" #:'\"-?!&*%@`äé\u4e2d0")
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(any -> "x" + any + "x");
        Arbitrary<String> host = Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(any -> any + ".example");
        Arbitrary<String> alias = Arbitraries.strings().withCharRange('a', 'z').ofLength(4);
        Arbitrary<LocalTime> time =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(LocalTime.MIN::plusMinutes);
        Arbitrary<TenantSettings.SignIn> signIn = Combinators.combine(
                        alias, alias, host.list().uniqueElements().ofMinSize(1).ofMaxSize(4), secret(slug))
                .as(TenantSettings.SignIn::new);
        Arbitrary<Map<Role, Set<String>>> groups = Combinators.combine(
                        text.set().ofMinSize(1).ofMaxSize(3),
                        text.set().ofMaxSize(3),
                        text.set().ofMaxSize(3))
                .as((admin, planner, manager) ->
                        new EnumMap<>(Map.of(Role.ADMIN, admin, Role.PLANNER, planner, Role.MANAGER, manager)));
        Arbitrary<TenantSettings.Mail> mail = Combinators.combine(
                        Arbitraries.of("", "learning@acme.example", "Acme: #1 <l@acme.example>"), time, time)
                .as(TenantSettings.Mail::new);
        Arbitrary<TenantSettings> settings = Combinators.combine(
                        host.list().uniqueElements().ofMaxSize(3),
                        Arbitraries.of("Europe/London", "UTC", "America/Argentina/Buenos_Aires")
                                .map(ZoneId::of),
                        Arbitraries.of("en", "de", "fr", "es").map(Locale::forLanguageTag),
                        signIn,
                        groups,
                        alias.list().uniqueElements().ofMaxSize(3),
                        Arbitraries.integers().between(3, 50),
                        mail)
                .as((hosts, zone, language, in, byRole, plugins, smallest, sender) ->
                        new TenantSettings(hosts, zone, language, in, byRole, plugins, smallest, sender, "#1f5f8b"));
        return Combinators.combine(
                        text,
                        Arbitraries.of(Tenant.Status.class),
                        settings,
                        Arbitraries.of(PageSetting.class).set())
                .as((name, status, all, page) -> new TenantDefinition(
                        slug,
                        name,
                        status,
                        Tenant.Placement.POOLED,
                        all,
                        page.isEmpty() ? EnumSet.noneOf(PageSetting.class) : EnumSet.copyOf(page)));
    }

    private static Arbitrary<Optional<SecretReference>> secret(String slug) {
        return Arbitraries.of(
                Optional.empty(),
                Optional.of(new SecretReference.FromEnv(
                        "TAKEUP_TENANT_" + slug.toUpperCase(Locale.ROOT).replace('-', '_') + "__CLIENT")),
                Optional.of(new SecretReference.FromFile("sso/client.txt")),
                Optional.of(new SecretReference.FromSecret("sso", "client")));
    }

    static Tenant tenant(TenantDefinition declared, Map<PageSetting, PageValue> page) {
        return Tenant.of("0123456789abcdef01234567", declared, page, Tenant.Status.ACTIVE, 7, new byte[0], Stay.HERE);
    }
}
