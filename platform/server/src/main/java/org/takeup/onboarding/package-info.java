/**
 * How an organisation comes onto the platform: the public sign-up, the operator's invitation or a tenant's file, and the
 * work that makes a workspace of it, which ends or is taken back wherever it breaks off.
 */
@NullMarked
package org.takeup.onboarding;

import org.jspecify.annotations.NullMarked;
