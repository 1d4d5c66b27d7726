"""The public: help, find out what is needed, ask."""
