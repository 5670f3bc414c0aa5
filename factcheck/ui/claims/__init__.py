"""The claims panel: the list of claims and the inspector of the chosen one."""
