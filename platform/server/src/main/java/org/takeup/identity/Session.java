package org.takeup.identity;

import java.time.Instant;
import java.util.Set;

/**
 * What a browser holds, sealed, after sign-in. Bound to one realm: a workspace or the operator's console.
 *
 * @param id random, 128 bits, hex
 * @param idpSession Keycloak's session, named in back-channel logout
 * @param groups company groups that the tenant maps to roles; roles are worked out at each request
 * @param csrf what this session's forms carry
 * @param ends absolute, whatever happens in between
 */
record Session(
        String id,
        String idpSession,
        String subject,
        String personId,
        String name,
        String email,
        Set<String> groups,
        String csrf,
        Instant issued,
        Instant ends) {}
