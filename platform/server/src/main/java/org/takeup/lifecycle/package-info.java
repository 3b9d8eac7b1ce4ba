/**
 * What a workspace's admin does with its data as a whole: takes it along, erases a person, leaves. Works through
 * workspaces alone; what needs the register of tenants is in {@code tenant.life}.
 */
@NullMarked
package org.takeup.lifecycle;

import org.jspecify.annotations.NullMarked;
