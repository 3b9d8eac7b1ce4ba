/**
 * What the platform does to its realm at Keycloak: organisations, companies' sign-ins and local accounts, over the admin
 * REST API. Knows no workspace and keeps nothing; why it is a client of our own: platform/decisions/keycloak-admin.md.
 */
@NullMarked
package org.takeup.identity.keycloak;

import org.jspecify.annotations.NullMarked;
