/**
 * The demo: a real Keycloak, a mail catcher, sample people and learning data, and the platform, started by one command.
 * It may touch the platform only as an operator does: through its configuration, its pages and its public start call.
 */
@NullMarked
package org.takeup.demo;

import org.jspecify.annotations.NullMarked;
