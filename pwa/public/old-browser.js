// A browser that does not know modules is older than the app's floor: it gets the pages without JavaScript.
location.replace('/zonder-script');
