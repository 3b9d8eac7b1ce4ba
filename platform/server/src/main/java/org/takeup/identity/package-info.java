/**
 * Who is there: sign-in with Keycloak, sessions, their revocation. Turns cookies and tokens into a {@code Caller}; what a
 * caller may do is the route's {@code Access}.
 */
@NullMarked
package org.takeup.identity;

import org.jspecify.annotations.NullMarked;
