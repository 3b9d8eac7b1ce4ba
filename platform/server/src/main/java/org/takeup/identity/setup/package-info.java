/**
 * How a company connects its own sign-in: prove the domain, describe the sign-in, try it, put it in force. Calls addresses
 * that people type through the guarded way out, and Keycloak's admin API; keeps its state in
 * {@code org.takeup.identity.company}.
 */
@NullMarked
package org.takeup.identity.setup;

import org.jspecify.annotations.NullMarked;
