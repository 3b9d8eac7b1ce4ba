package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A platform with a directory, as an identity provider writes to it. */
final class ScimDesk implements AutoCloseable {
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    static final String OKTA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Ann@example.org",
             "name":{"givenName":"Ann","familyName":"Archer"},"displayName":"Ann Archer","locale":"en-US",
             "emails":[{"primary":true,"value":"Ann@example.org","type":"work"}],"externalId":"00u1","groups":[],
             "password":"1mz050nq","active":true}""";

    static final String ENTRA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "externalId":"0a21f0f2","userName":"ben@example.org","active":true,"displayName":"Ben Baker",
             "emails":[{"primary":true,"type":"work","value":"ben@example.org"}],
             "addresses":[{"type":"work","formatted":"One Way 1"}],"title":"Clerk",
             "meta":{"resourceType":"User"},"name":{"formatted":"Ben Baker","familyName":"Baker","givenName":"Ben"},
             "roles":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}""";

    final People people = new People();
    final TestPlatform platform = TestPlatform.start();

    Workspace tenant(Tenant.Placement placement) {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    ScimClient client(Workspace workspace) {
        return ScimClient.of(platform, workspace, "directory:write");
    }

    Optional<Person> person(Workspace workspace, String scimId) {
        return new ScimStore(workspace).find(scimId).flatMap(user -> people.find(workspace, user.person()));
    }

    static String user(String name, String more) {
        return "{\"userName\":\"" + name + "\"" + more + "}";
    }

    @Override
    public void close() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }
}
