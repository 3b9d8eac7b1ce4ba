package org.takeup.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.attack.AttackTable.Run;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;

/**
 * After all attacks have run: none was left out, none got through, and no route was passed over. The build runs it by
 * itself, when all other integration tests are done.
 */
class WholeSuiteIT {
    /** Routes that an attack leaves out although it is about their like, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "DATABASE_OPERATOR wave-close", "it has no members and reads none, as OverpostingIT shows",
            "MASS_ASSIGNMENT onboarding-begin", "it belongs to no workspace yet; SignUpIT attacks it",
            "MASS_ASSIGNMENT onboarding-password", "it belongs to no workspace yet; SignUpIT attacks it");

    private static List<Run> runs = List.of();

    @BeforeAll
    static void allTestsRun() throws IOException {
        assumeTrue(
                System.getProperty("it.test") == null || Boolean.getBoolean("attacks.whole"),
                "only some of the tests were asked for; -Dattacks.whole=true says that all attacks are among them");
        runs = AttackTable.runs();
        AttackTable.publish(runs);
    }

    @Test
    void everyAttackRanWhereItShouldAndNothingGotThrough() {
        var wrong = new ArrayList<String>();
        for (Method method : Suite.attacks()) {
            Attack attack = method.getAnnotation(Attack.class);
            List<Run> same =
                    runs.stream().filter(run -> run.attack().equals(attack)).toList();
            Set<String> wanted = attack.onePlacement().isEmpty() ? Set.of("pooled", "dedicated") : Set.of("-");
            Set<String> ran = same.stream().map(Run::placement).collect(Collectors.toCollection(TreeSet::new));
            if (!ran.equals(wanted)) {
                wrong.add(attack.value() + " ran with " + ran);
            }
            if (!same.stream().allMatch(Run::held)) {
                wrong.add(attack.value() + " got through");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyRouteIsAttackedInEachWayThatFitsIt() {
        var passedOver = new ArrayList<String>();
        try (var platform = TestPlatform.start()) {
            for (Route route : platform.platform().routes()) {
                Set<Kind> missing = fitting(route);
                runs.stream()
                        .filter(run -> run.routes().contains(route.id()))
                        .forEach(run -> missing.removeAll(List.of(run.attack().kind())));
                missing.removeIf(kind -> LEFT_OUT.containsKey(kind + " " + route.id()));
                missing.forEach(kind -> passedOver.add(kind + " " + route.id()));
            }
        }
        assertEquals(List.of(), passedOver, "attacks that leave these routes out");
    }

    /** Which attacks have to be tried on a route, by what it is. */
    private static Set<Kind> fitting(Route route) {
        var kinds = EnumSet.of(Kind.DATABASE_OPERATOR);
        boolean open = route.access() instanceof Access.Everyone;
        if (route.realm() == Route.Realm.WORKSPACE) {
            kinds.add(Kind.SESSION_ELSEWHERE);
        }
        if (!Set.of("GET", "HEAD").contains(route.method().name())) {
            kinds.add(Kind.FORGED_REQUEST);
        }
        boolean members = !(route.body() instanceof Body.None || route.body() instanceof Body.Scim);
        if (members && !open) {
            kinds.add(Kind.MASS_ASSIGNMENT);
        }
        return kinds;
    }
}
