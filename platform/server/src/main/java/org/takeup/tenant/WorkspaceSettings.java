package org.takeup.tenant;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings of a workspace that its admins may change, as far as its file lets them. What fits is decided by the same
 * schema as for files. Thread-safe; calls block on the store.
 */
public final class WorkspaceSettings {
    private final Tenants tenants;
    private final TenantFile form = new TenantFile();

    public WorkspaceSettings(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * A setting as it is now.
     *
     * @param value that counts, as {@link PageSetting#of} writes it
     * @param file what the tenant's file says
     * @param pageDecides whether the page may change it
     * @param drift if the page once said something else than the file says now
     */
    public record Setting(PageSetting setting, String value, String file, boolean pageDecides, Optional<Drift> drift) {}

    /** A setting that was changed. */
    public record Changed(PageSetting setting, String before, String after) {}

    /** The workspace as it is stored at this moment, after a change. */
    public Workspace now(Workspace workspace) {
        return tenants.byId(workspace.tenant().id()).orElse(workspace);
    }

    /** All settings, in order. */
    public List<Setting> show(Workspace workspace) {
        Tenant tenant = workspace.tenant();
        List<Drift> drift = tenant.drift();
        return Arrays.stream(PageSetting.values())
                .map(setting -> new Setting(
                        setting,
                        setting.of(tenant.current()),
                        setting.of(tenant.declared()),
                        tenant.declared().pageDecides().contains(setting),
                        drift.stream().filter(each -> each.setting() == setting).findFirst()))
                .toList();
    }

    /**
     * Changes settings; what is sent as it already is counts as not sent. All or nothing.
     *
     * <p>Not those {@link PageSetting#bySignInSetup of the sign-in's setup}: a domain has to be proven there.
     *
     * @param revision of the tenant that the admin saw
     * @param by the admin's id in the directory
     * @throws FileDecides if the file decides one of them
     * @throws DoesNotFit if a value is none
     * @throws Outdated if the tenant was changed since
     */
    public List<Changed> change(Workspace workspace, long revision, Map<PageSetting, String> values, String by) {
        if (values.keySet().stream().anyMatch(PageSetting::bySignInSetup)) {
            throw new IllegalArgumentException("Domains and roles are set while a sign-in is connected");
        }
        Tenant tenant = workspace.tenant();
        if (tenant.revision() != revision) {
            throw new Outdated();
        }
        var changes = new ArrayList<Changed>();
        new EnumMap<>(values).forEach((setting, value) -> {
            String now = setting.of(tenant.current());
            if (!now.equals(value)) {
                changes.add(new Changed(setting, now, value));
            }
        });
        changes.stream()
                .map(Changed::setting)
                .filter(setting -> !tenant.declared().pageDecides().contains(setting))
                .findFirst()
                .ifPresent(setting -> {
                    throw new FileDecides(setting);
                });
        refuseWhatDoesNotFit(tenant, changes);
        if (!changes.isEmpty()
                && !tenants.setOnPage(
                        tenant, page(tenant, changes, by, workspace.clock().instant()))) {
            throw new Outdated();
        }
        return changes;
    }

    /**
     * Changes one setting from what it is now, whatever else changes the tenant at the same time.
     *
     * @param amendment may be asked more than once
     * @param by the admin's id in the directory
     * @return whether anything changed
     * @throws FileDecides if it would change something and the file decides it
     * @throws Tenants.Conflict if another tenant has a mail domain of the new value
     */
    public boolean amend(Workspace workspace, PageSetting setting, UnaryOperator<TenantSettings> amendment, String by) {
        // Who was overtaken by another writer looks again. Each time that writer got on, so this ends.
        while (true) {
            Tenant now = tenants.reread(workspace.tenant().id()).orElseThrow(Outdated::new);
            TenantDefinition is = now.current();
            var wanted = new TenantDefinition(
                    is.slug(),
                    is.name(),
                    is.status(),
                    is.placement(),
                    amendment.apply(is.settings()),
                    is.pageDecides());
            var change = new Changed(setting, setting.of(is), setting.of(wanted));
            if (change.before().equals(change.after())) {
                return false;
            }
            if (!is.pageDecides().contains(setting)) {
                throw new FileDecides(setting);
            }
            if (tenants.setOnPage(
                    now, page(now, List.of(change), by, workspace.clock().instant()))) {
                return true;
            }
        }
    }

    private static Map<PageSetting, PageValue> page(Tenant tenant, List<Changed> changes, String by, Instant now) {
        var page = new EnumMap<PageSetting, PageValue>(PageSetting.class);
        page.putAll(tenant.page());
        for (Changed change : changes) {
            if (change.after().equals(change.setting().of(tenant.declared()))) {
                page.remove(change.setting());
            } else {
                page.put(change.setting(), new PageValue(change.after(), by, now.truncatedTo(ChronoUnit.MILLIS)));
            }
        }
        return page;
    }

    private void refuseWhatDoesNotFit(Tenant tenant, List<Changed> changes) {
        var reasons = new EnumMap<PageSetting, String>(PageSetting.class);
        for (Changed change : changes) {
            JsonObject one = TenantForm.write(tenant.declared());
            change.setting().put(one, change.after());
            form.faults(one).values().stream().findFirst().ifPresent(reason -> reasons.put(change.setting(), reason));
            if (!reasons.containsKey(change.setting()) && !change.setting().wins(tenant.declared(), change.after())) {
                reasons.put(
                        change.setting(),
                        "The page only raises the smallest group: the file's "
                                + tenant.declared().settings().smallestGroup() + " is what people were promised");
            }
        }
        if (!reasons.isEmpty()) {
            throw new DoesNotFit(reasons);
        }
    }

    /** The tenant's file decides this setting. */
    public static final class FileDecides extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final PageSetting setting;

        FileDecides(PageSetting setting) {
            super("The organisation's file decides '" + setting.key() + "'", null, false, false);
            this.setting = setting;
        }

        public PageSetting setting() {
            return setting;
        }
    }

    /** Values that are none. */
    public static final class DoesNotFit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Map<PageSetting, String> reasons;

        DoesNotFit(Map<PageSetting, String> reasons) {
            super("Settings that do not fit: " + reasons.keySet(), null, false, false);
            this.reasons = new EnumMap<>(reasons);
        }

        /** What is wrong with each and what to do, a sentence without its full stop. */
        public Map<PageSetting, String> reasons() {
            return Map.copyOf(reasons);
        }
    }

    /** Somebody has changed the settings since they were read. */
    public static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("The settings were changed in the meantime", null, false, false);
        }
    }
}
