"""What stands in the middle of the window while no article is shown: start page, empty project, skeleton."""
