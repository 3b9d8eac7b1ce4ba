package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.quota.Allowances;
import org.takeup.quota.Line;
import org.takeup.quota.UsageRoutes.Share;
import org.takeup.tenant.Quota;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;

/** What each tenant uses and may use, for the operator. */
public final class OperatorQuotas {
    private static final Access OPERATOR = Access.operator();

    private final Tenants tenants;
    private final Quotas quotas;
    private final Usage usage;

    public OperatorQuotas(Tenants tenants, Quotas quotas, Usage usage) {
        this.tenants = tenants;
        this.quotas = quotas;
        this.usage = usage;
    }

    public Room room() {
        String one = "/tenants/{slug}/quota";
        return new Room(
                List.of(
                        in(Route.page("operator-usage", "/usage", OPERATOR, this::page)),
                        in(Route.page("operator-quota", one, OPERATOR, this::quotaPage)),
                        in(Route.form("operator-quota-form", one, OPERATOR, this::setByForm)),
                        in(Route.api("operator-usage-list", HttpMethod.GET, "/usage", OPERATOR, this::list)),
                        in(Route.api("operator-quota-read", HttpMethod.GET, one, OPERATOR, this::read)),
                        in(Route.api("operator-quota-set", HttpMethod.PUT, one, OPERATOR, this::set))),
                List.of(new Room.Entry(Room.Group.PLATFORM, 25, "Usage", "/usage", OPERATOR)));
    }

    private static Route in(Route route) {
        return route.in(Route.Realm.OPERATOR);
    }

    /** A tenant with what it uses; people and stored data as last measured. */
    public record Row(String slug, String name, List<Line> lines) {}

    /** What the page shows. */
    public record Page(List<Row> rows) {}

    /** The page of one tenant's quota. */
    public record QuotaPage(String slug, String name, Quota quota) {}

    /** A tenant as the API says it. */
    public record TenantUsage(String slug, List<Share> usage) {}

    /** What the API answers. */
    public record Listing(List<TenantUsage> tenants) {}

    private List<Row> rows() {
        Map<String, Quotas.Allowed> allowed = quotas.all();
        Map<String, Usage.Day> today = usage.allToday();
        var nothing = new Quotas.Allowed(Quota.NONE, Optional.empty());
        return tenants.all().stream()
                .map(tenant -> row(
                        tenant,
                        allowed.getOrDefault(tenant.id(), nothing),
                        today.getOrDefault(tenant.id(), new Usage.Day(usage.today(), 0, 0))))
                .toList();
    }

    private static Row row(Tenant tenant, Quotas.Allowed allowed, Usage.Day today) {
        long people = allowed.measured().map(Quotas.Measured::people).orElse(0L);
        long bytes = allowed.measured().map(Quotas.Measured::bytes).orElse(0L);
        return new Row(tenant.slug(), tenant.name(), Allowances.lines(allowed, people, bytes, today));
    }

    private Reply page(Exchange exchange) {
        return Reply.page("operator/usage.jte", "Usage", new Page(rows()));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(rows().stream()
                .map(row -> new TenantUsage(
                        row.slug(), row.lines().stream().map(Share::of).toList()))
                .toList()));
    }

    private Tenant tenant(Exchange exchange) {
        return tenants.bySlug(exchange.path("slug"))
                .orElseThrow(Problem::notFound)
                .tenant();
    }

    private Reply quotaPage(Exchange exchange) {
        Tenant tenant = tenant(exchange);
        return Reply.page(
                "operator/quota.jte",
                "Quota of " + tenant.name(),
                new QuotaPage(
                        tenant.slug(), tenant.name(), quotas.of(tenant.id()).quota()));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(quotas.of(tenant(exchange).id()).quota());
    }

    private Reply setByForm(Exchange exchange) {
        Form form = exchange.form();
        set(
                exchange,
                new Quota(
                        number(form, Quota.Kind.PEOPLE),
                        number(form, Quota.Kind.MAILS_A_DAY),
                        number(form, Quota.Kind.MEGABYTES),
                        number(form, Quota.Kind.API_A_DAY),
                        number(form, Quota.Kind.API_A_MINUTE)));
        return Reply.redirect(exchange.link("/usage"));
    }

    /** A field that is left empty is no limit. */
    private static @org.jspecify.annotations.Nullable Long number(Form form, Quota.Kind kind) {
        return form.text(kind.member()).isEmpty()
                ? null
                : Long.valueOf(form.number(kind.member(), 1, (int) Quota.MOST));
    }

    private Reply set(Exchange exchange) {
        Quota quota = exchange.json(Quota.class);
        set(exchange, quota);
        return Reply.json(quota);
    }

    private void set(Exchange exchange, Quota quota) {
        Tenant tenant = tenant(exchange);
        List<Problem.Field> wrong = quota.wrong().stream()
                .map(member ->
                        new Problem.Field(member, "Give a whole number from 1 to 1,000,000,000, or leave it out."))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Quota before = quotas.of(tenant.id()).quota();
        quotas.set(tenant.id(), quota);
        for (Quota.Kind kind : Quota.Kind.values()) {
            exchange.changes(kind.member(), text(before, kind), text(quota, kind));
        }
    }

    private static String text(Quota quota, Quota.Kind kind) {
        return quota.of(kind).isPresent() ? String.valueOf(quota.of(kind).getAsLong()) : "no limit";
    }
}
