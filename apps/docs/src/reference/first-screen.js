// Until `load.js` takes it back, only the first screen is laid out. A link into the page needs to know where everything is.
if (location.hash === "") document.documentElement.dataset.firstScreen = "";
