/**
 * The operator's console: plugin packages, tenants and nodes of the whole platform. Sees what belongs to no tenant, and
 * of tenants no more than their names and states.
 */
@NullMarked
package org.takeup.operator;

import org.jspecify.annotations.NullMarked;
