package org.takeup.app;

import java.util.List;
import java.util.stream.Stream;
import org.takeup.audit.AuditStore;
import org.takeup.delivery.Outbox;
import org.takeup.identity.ApiTokens;
import org.takeup.identity.Reception;
import org.takeup.identity.SessionRegister;
import org.takeup.identity.company.Connections;
import org.takeup.learning.Imports;
import org.takeup.people.PeopleStore;
import org.takeup.people.scim.ScimGroupStore;
import org.takeup.people.scim.ScimStore;
import org.takeup.people.upload.Uploads;
import org.takeup.plan.Plans;
import org.takeup.plugin.PluginLog;
import org.takeup.plugin.PluginRuntime;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Jobs;
import org.takeup.store.Migrations.Migration;
import org.takeup.store.TenantSchema;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.web.Idempotency;
import org.takeup.webhook.Webhooks;

/** All collections of tenants' documents, and all migrations in order. A migration that was released never changes. */
final class Schema {
    private Schema() {}

    static List<CollectionSpec> collections() {
        return Stream.of(
                        List.of(
                                PeopleStore.PEOPLE,
                                PeopleStore.IDENTITIES,
                                PeopleStore.RULES,
                                ApiTokens.TOKENS,
                                SessionRegister.SESSIONS,
                                Idempotency.KEYS,
                                Plugins.CHOICES,
                                PluginLog.LINES),
                        List.of(ScimStore.USERS, ScimGroupStore.GROUPS, ScimGroupStore.MEMBERS),
                        Uploads.COLLECTIONS,
                        Connections.COLLECTIONS,
                        AuditStore.COLLECTIONS,
                        Egress.COLLECTIONS,
                        PluginSettings.COLLECTIONS,
                        Outbox.COLLECTIONS,
                        Surveys.COLLECTIONS,
                        Plans.COLLECTIONS,
                        Imports.COLLECTIONS,
                        Webhooks.COLLECTIONS)
                .flatMap(List::stream)
                .toList();
    }

    static List<Migration> migrations(TenantSchema schema) {
        return List.of(new Migration(1, "indexes of control data and of pooled tenants", store -> {
            Tenants.createIndexes(store);
            Reception.createIndexes(store);
            Jobs.createIndexes(store);
            PluginRuntime.createIndexes(store);
            Usage.createIndexes(store);
            schema.preparePool();
        }));
    }
}
