package org.takeup.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An operator whose access tokens a test platform accepts. */
public final class TestOperator implements AutoCloseable {
    private final StubProvider provider = StubProvider.start();

    /** The variables that make a platform trust this operator's provider. */
    public Map<String, String> addTo(Map<String, String> environment) {
        return provider.addTo(environment);
    }

    /** An operator's access token. */
    public String token() {
        return token(List.of("operator"));
    }

    /** A token of somebody who is no operator. */
    public String strangersToken() {
        return token(List.of());
    }

    private String token(List<String> roles) {
        var person = new HashMap<String, Object>(Map.of("sub", "olivia", "name", "Olivia", "roles", roles));
        return provider.rsa().sign(provider.accessClaims(person));
    }

    @Override
    public void close() {
        provider.close();
    }
}
