package org.takeup.plugin.plan.stakeholder;

import org.takeup.plugin.testkit.PlanBuilderContract;

class StakeholderPlanContractIT extends PlanBuilderContract {}
