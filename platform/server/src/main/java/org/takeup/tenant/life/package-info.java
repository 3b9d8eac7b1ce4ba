/**
 * The life of a tenant here: archives that bring it and take it along, moves between placements, and its end. Opens the
 * workspaces of tenants that nobody else may enter at that moment.
 */
@NullMarked
package org.takeup.tenant.life;

import org.jspecify.annotations.NullMarked;
