package org.takeup.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Store;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** The arrows of the ground plan. A change that breaks one is wrong, or changes platform/README.md as well. */
@AnalyzeClasses(packages = "org.takeup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] CAPABILITIES = {
        "org.takeup.identity..",
        "org.takeup.survey..",
        "org.takeup.questionnaire..",
        "org.takeup.plan..",
        "org.takeup.reach..",
        "org.takeup.measure..",
        "org.takeup.skill..",
        "org.takeup.effect..",
        "org.takeup.disclosure..",
        "org.takeup.business..",
        "org.takeup.message..",
        "org.takeup.focus..",
        "org.takeup.question..",
        "org.takeup.obstacle..",
        "org.takeup.delivery..",
        "org.takeup.preference..",
        "org.takeup.inbox..",
        "org.takeup.calendar..",
        "org.takeup.chat..",
        "org.takeup.benchmark..",
        "org.takeup.learning..",
        "org.takeup.insight..",
        "org.takeup.lifecycle..",
        "org.takeup.operator..",
        "org.takeup.webhook..",
        "org.takeup.quota..",
        "org.takeup.workspace..",
        "org.takeup.onboarding.."
    };

    @ArchTest
    static final ArchRule ARROWS_RUN_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("app")
            .definedBy("org.takeup.app..")
            .layer("web")
            .definedBy("org.takeup.web..")
            .layer("capabilities")
            .definedBy(CAPABILITIES)
            .layer("plugin, people, ops, chart")
            .definedBy(
                    "org.takeup.audit..",
                    "org.takeup.event..",
                    "org.takeup.plugin",
                    "org.takeup.plugin.trust",
                    "org.takeup.people..",
                    "org.takeup.ops..",
                    "org.takeup.chart..")
            .layer("http")
            .definedBy("org.takeup.http..", "org.takeup.language..")
            .layer("tenant")
            .definedBy("org.takeup.tenant..")
            .layer("store")
            .definedBy("org.takeup.store..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("capabilities")
            .mayOnlyBeAccessedByLayers("web", "app")
            .whereLayer("plugin, people, ops, chart")
            .mayOnlyBeAccessedByLayers("capabilities", "web", "app")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("plugin, people, ops, chart", "capabilities", "web", "app")
            .whereLayer("tenant")
            .mayOnlyBeAccessedByLayers("http", "plugin, people, ops, chart", "capabilities", "web", "app");

    @ArchTest
    static final ArchRule NO_ROOM_NEEDS_ITSELF_THROUGH_ANOTHER =
            slices().matching("org.takeup.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TENANTS_DATA_HAS_ONE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage("org.takeup.store..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(MongoClient.class, MongoDatabase.class);

    @ArchTest
    static final ArchRule CONTROL_DATA_IS_FOR_THE_ROOMS_THAT_BELONG_TO_NO_TENANT = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.takeup.store..",
                    "org.takeup.tenant..",
                    "org.takeup.identity..",
                    "org.takeup.plugin..",
                    "org.takeup.operator..",
                    "org.takeup.onboarding..",
                    "org.takeup.app..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(MongoCollection.class, Store.class);

    @ArchTest
    static final ArchRule ONLY_THE_TENANT_ROOM_OPENS_WORKSPACES =
            noConstructors().that().areDeclaredIn(Workspace.class).should().bePublic();

    /** Whoever holds a {@link Store} for control data could name any tenant; only a workspace may. */
    @ArchTest
    static final ArchRule TENANTS_COLLECTIONS_COME_FROM_A_WORKSPACE = noClasses()
            .that()
            .resideOutsideOfPackages("org.takeup.store..", "org.takeup.tenant..")
            .should()
            .callMethod(Store.class, "tenant", String.class, boolean.class, CollectionSpec.class);

    /** What is kept for the installation as for a tenant is handed out by the wiring alone. */
    @ArchTest
    static final ArchRule INSTALLATIONS_COLLECTIONS_COME_FROM_THE_WIRING = noClasses()
            .that()
            .resideOutsideOfPackages("org.takeup.store..", "org.takeup.app..")
            .should()
            .callMethod(Store.class, "installation", CollectionSpec.class);

    /** {@link Tenants} opens the workspace of any tenant: for the door, the operator, onboarding and the wiring. */
    @ArchTest
    static final ArchRule WORKSPACES_ARE_OPENED_AT_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.takeup.tenant..",
                    "org.takeup.web..",
                    "org.takeup.operator..",
                    "org.takeup.onboarding..",
                    "org.takeup.app..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Tenants.class);

    @ArchTest
    static final ArchRule STORES_ARE_A_CAPABILITYS_OWN_AFFAIR =
            classes().that().resideInAPackage("org.takeup..").should(notUseTheStoreOfAnotherRoom());

    @ArchTest
    static final ArchRule CAPABILITIES_DO_NOT_KNOW_THE_TRANSPORT = noClasses()
            .that(resideInAnyPackage(
                    "org.takeup.people..",
                    "org.takeup.survey..",
                    "org.takeup.plan..",
                    "org.takeup.reach..",
                    "org.takeup.measure..",
                    "org.takeup.effect..",
                    "org.takeup.disclosure..",
                    "org.takeup.business..",
                    "org.takeup.focus..",
                    "org.takeup.question..",
                    "org.takeup.obstacle..",
                    "org.takeup.learning..",
                    "org.takeup.preference..",
                    "org.takeup.inbox..",
                    "org.takeup.insight.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.ext.web..");

    /** {@code XStore} classes may be named by the wiring, which makes their indexes, and by nobody else outside. */
    private static ArchCondition<JavaClass> notUseTheStoreOfAnotherRoom() {
        return new ArchCondition<>("not use the store of another room") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass();
                    boolean store = used.getSimpleName().endsWith("Store")
                            && used.getPackageName().startsWith("org.takeup.")
                            && !used.isEquivalentTo(Store.class);
                    boolean own = used.getPackageName().equals(user.getPackageName());
                    if (store && !own && !user.getPackageName().equals("org.takeup.app")) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
