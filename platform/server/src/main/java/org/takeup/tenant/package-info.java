/**
 * Tenants and their workspaces: who is who at the door, what a tenant has set, and the key to its data. Speaks to the
 * store below and to nothing above.
 */
@NullMarked
package org.takeup.tenant;

import org.jspecify.annotations.NullMarked;
